/** How often advice was right, on simulated projects whose truth is known. */
@NullMarked
package dev.assay.bench.advice;

import org.jspecify.annotations.NullMarked;
