/**
 * Points in space: how they are held, how far they are from one another, and what is found by that.
 * Distances are sums in a fixed order, so that they are the same on every machine.
 */
@NullMarked
package dev.assay.sampling.vector;

import org.jspecify.annotations.NullMarked;
