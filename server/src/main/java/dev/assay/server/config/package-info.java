/**
 * The server's settings: one table of them, and where their values come from.
 *
 * <p>{@link dev.assay.server.config.Settings} is the table. A value comes from the file, is
 * overridden by the environment, and that by a flag.
 */
@NullMarked
package dev.assay.server.config;

import org.jspecify.annotations.NullMarked;
