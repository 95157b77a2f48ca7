/**
 * Random sequences of commands, run on a store and on the oracle side by side: after each command
 * the answers must be the same and every invariant must hold. A sequence that fails is made as
 * short as it can be.
 */
@NullMarked
package dev.assay.reliability.sequence;

import org.jspecify.annotations.NullMarked;
