/**
 * The command {@code ./prove}: which proofs there are, how they are run, and the page that reports
 * them.
 */
@NullMarked
package dev.assay.reliability;

import org.jspecify.annotations.NullMarked;
