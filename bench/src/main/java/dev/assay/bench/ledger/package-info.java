/**
 * How fast durable grants are: closed loops of callers, and the same statements with nothing around
 * them.
 */
@NullMarked
package dev.assay.bench.ledger;

import org.jspecify.annotations.NullMarked;
