/**
 * The tables in SQL that SQLite and PostgreSQL both understand: one class a table, over prepared
 * statements that each connection keeps, and the sessions over them. Nothing is remembered from one
 * statement to the next. Engines open connections and tell the kinds of SQL errors apart.
 */
@NullMarked
package dev.assay.server.store.sql;

import org.jspecify.annotations.NullMarked;
