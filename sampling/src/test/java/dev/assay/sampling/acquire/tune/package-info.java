@NullMarked
package dev.assay.sampling.acquire.tune;

import org.jspecify.annotations.NullMarked;
