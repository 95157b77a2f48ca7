/** The pool over a real store. */
@NullMarked
package dev.assay.server.pool;

import org.jspecify.annotations.NullMarked;
