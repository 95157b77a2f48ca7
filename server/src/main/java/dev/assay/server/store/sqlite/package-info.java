/** The embedded engine: one SQLite file, its lock, its settings and its errors. */
@NullMarked
package dev.assay.server.store.sqlite;

import org.jspecify.annotations.NullMarked;
