@NullMarked
package dev.assay.sampling.acquire.geometry;

import org.jspecify.annotations.NullMarked;
