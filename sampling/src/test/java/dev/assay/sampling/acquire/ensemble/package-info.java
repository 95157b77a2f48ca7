@NullMarked
package dev.assay.sampling.acquire.ensemble;

import org.jspecify.annotations.NullMarked;
