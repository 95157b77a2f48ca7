/**
 * Balancing of a training set whose classes differ in size: rows left out, taken several times,
 * weighted, or made up between two others, and what each of these does to probabilities.
 */
@NullMarked
package dev.assay.sampling.balance;

import org.jspecify.annotations.NullMarked;
