@NullMarked
package dev.assay.sampling.acquire.adjust;

import org.jspecify.annotations.NullMarked;
