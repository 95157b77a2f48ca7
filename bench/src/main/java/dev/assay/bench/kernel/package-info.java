/**
 * The kernels whose speed is promised, as JMH benchmarks.
 *
 * <p>JMH generates code for these classes; the build has a step of its own for it, since the
 * generated code does not pass the checks of ours.
 */
@NullMarked
package dev.assay.bench.kernel;

import org.jspecify.annotations.NullMarked;
