/** The pool: items, what models say about them, and the index of both in memory. */
@NullMarked
package dev.assay.server.pool;

import org.jspecify.annotations.NullMarked;
