/** Choosing among strategies by what they have earned. */
@NullMarked
package dev.assay.sampling.acquire.tune;

import org.jspecify.annotations.NullMarked;
