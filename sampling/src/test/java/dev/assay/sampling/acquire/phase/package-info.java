@NullMarked
package dev.assay.sampling.acquire.phase;

import org.jspecify.annotations.NullMarked;
