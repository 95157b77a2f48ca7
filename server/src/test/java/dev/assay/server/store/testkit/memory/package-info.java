/**
 * The simplest store that keeps the contracts: sorted maps in memory, one for each table, copied
 * before they are changed. It is the oracle that the engines are compared with, so it is written to
 * be read, not to be fast: every query is a filter over a map, every rule of the schema an {@code
 * if}.
 */
@NullMarked
package dev.assay.server.store.testkit.memory;

import org.jspecify.annotations.NullMarked;
