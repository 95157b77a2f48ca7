/**
 * The simplest tables that keep the contracts: sorted maps in memory, one for each table. They are
 * what the engines are compared with, so they are written to be read: every query is a filter over
 * a map, every rule of the schema an {@code if}.
 */
@NullMarked
package dev.assay.server.store.testkit.memory;

import org.jspecify.annotations.NullMarked;
