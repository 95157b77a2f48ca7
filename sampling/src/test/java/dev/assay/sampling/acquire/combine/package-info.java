@NullMarked
package dev.assay.sampling.acquire.combine;

import org.jspecify.annotations.NullMarked;
