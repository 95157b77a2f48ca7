/**
 * The measurements that the project's pages report, as commands: {@code assay bench}.
 *
 * <p>Results go to the standard output, progress to the standard error. A command that also writes
 * a page of the documentation writes it from the same rows that it prints.
 */
@NullMarked
package dev.assay.bench;

import org.jspecify.annotations.NullMarked;
