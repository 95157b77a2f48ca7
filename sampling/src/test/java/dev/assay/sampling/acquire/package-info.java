@NullMarked
package dev.assay.sampling.acquire;

import org.jspecify.annotations.NullMarked;
