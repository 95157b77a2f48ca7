/**
 * The whole server on a store of the proof's choice, inside this process and without a network: the
 * same features, the same mapping of failures, with a clock that the proof sets and waves that are
 * drawn when the proof can wait for them. And what must be true of any store at any time.
 */
@NullMarked
package dev.assay.reliability.sidecar;

import org.jspecify.annotations.NullMarked;
