/** Tests of evaluations. */
@NullMarked
package dev.assay.server.evaluation;

import org.jspecify.annotations.NullMarked;
