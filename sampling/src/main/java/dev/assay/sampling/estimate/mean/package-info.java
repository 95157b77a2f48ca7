/**
 * Estimators of a finite-pool mean, one class each, behind one interface and in one registry.
 *
 * <p>To add one: write a class that implements {@link
 * dev.assay.sampling.estimate.mean.MeanEstimator} and add a line to {@link
 * dev.assay.sampling.estimate.mean.MeanEstimators}.
 */
@NullMarked
package dev.assay.sampling.estimate.mean;

import org.jspecify.annotations.NullMarked;
