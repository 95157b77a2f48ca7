/**
 * Metrics that are functions of several totals over the pool: precision, recall, F-beta, Matthews'
 * correlation, macro averages, or a ratio of the user's own.
 *
 * <p>Each item contributes a row of numbers (a true positive, say); the metric is a smooth function
 * of the rows' totals; the totals are estimated, and the delta method carries their variance over.
 * To add a metric: implement {@link dev.assay.sampling.estimate.metric.Metric} and add a line to
 * {@link dev.assay.sampling.estimate.metric.Metrics}.
 */
@NullMarked
package dev.assay.sampling.estimate.metric;

import org.jspecify.annotations.NullMarked;
