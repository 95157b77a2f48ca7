/** Annotators: their terms, how far they are trusted, and how well they work. */
@NullMarked
package dev.assay.server.annotator;

import org.jspecify.annotations.NullMarked;
