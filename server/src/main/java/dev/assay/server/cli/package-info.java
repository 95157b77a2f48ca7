/** The command line of Assay. */
@NullMarked
package dev.assay.server.cli;

import org.jspecify.annotations.NullMarked;
