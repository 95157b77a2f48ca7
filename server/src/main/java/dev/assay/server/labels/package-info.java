/** Votes: what annotators answer, what it settles, and what it costs. */
@NullMarked
package dev.assay.server.labels;

import org.jspecify.annotations.NullMarked;
