/**
 * What every engine of a store must keep: contracts that an engine's test extends, the rows that
 * they are tried with, and a breach of every rule.
 */
@NullMarked
package dev.assay.server.store.testkit;

import org.jspecify.annotations.NullMarked;
