@NullMarked
package dev.assay.sampling.acquire.gradient;

import org.jspecify.annotations.NullMarked;
