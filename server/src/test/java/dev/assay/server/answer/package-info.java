/** Tests of label spaces. */
@NullMarked
package dev.assay.server.answer;

import org.jspecify.annotations.NullMarked;
