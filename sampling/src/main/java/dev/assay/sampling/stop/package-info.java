/**
 * When another batch of labels is no longer worth it: what a learning curve promises, and rules.
 */
@NullMarked
package dev.assay.sampling.stop;

import org.jspecify.annotations.NullMarked;
