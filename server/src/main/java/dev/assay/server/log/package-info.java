/** How the log of a process that serves is written: one line an event on the standard error. */
@NullMarked
package dev.assay.server.log;

import org.jspecify.annotations.NullMarked;
