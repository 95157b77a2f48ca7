/**
 * The embedded engine: one SQLite file, one writer that commits works in groups, a few readers that
 * each see one instant.
 */
@NullMarked
package dev.assay.server.store.sqlite;

import org.jspecify.annotations.NullMarked;
