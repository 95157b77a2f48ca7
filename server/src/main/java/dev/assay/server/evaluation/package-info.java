/**
 * Evaluations: rounds that are drawn to measure a model version with, what they draw from, and what
 * their labels say.
 *
 * <p>A round is a wave, closed as served as soon as it is drawn. {@link
 * dev.assay.server.evaluation.EvaluationSample} is what other estimates read of one.
 */
@NullMarked
package dev.assay.server.evaluation;

import org.jspecify.annotations.NullMarked;
