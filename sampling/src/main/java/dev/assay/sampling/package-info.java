/** Pure mathematics of buying labels: no input or output, no clock, no global state. */
@NullMarked
package dev.assay.sampling;

import org.jspecify.annotations.NullMarked;
