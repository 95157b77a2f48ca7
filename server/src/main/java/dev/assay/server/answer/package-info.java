/** Answers to a labelling question in their canonical form. */
@NullMarked
package dev.assay.server.answer;

import org.jspecify.annotations.NullMarked;
