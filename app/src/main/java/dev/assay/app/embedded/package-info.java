/** A server within a program of this project, and a client of it. */
@NullMarked
package dev.assay.app.embedded;

import org.jspecify.annotations.NullMarked;
