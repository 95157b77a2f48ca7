/**
 * The command line of Assay.
 *
 * <p>Exit codes: 0 done; 1 it failed; 2 the command line or a file that it names cannot be used; 3
 * the server refused; 4 the server cannot be reached or does not serve. Errors are one line on the
 * standard error; with {@code --output json} every object is one line on the standard output.
 */
@NullMarked
package dev.assay.app.cli;

import org.jspecify.annotations.NullMarked;
