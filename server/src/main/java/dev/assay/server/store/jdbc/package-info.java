/**
 * The tables in SQL that SQLite and PostgreSQL both understand: one class a table, over prepared
 * statements that each connection keeps. Engines open connections, begin and commit, and tell the
 * kinds of SQL errors apart; nothing here does.
 */
@NullMarked
package dev.assay.server.store.jdbc;

import org.jspecify.annotations.NullMarked;
