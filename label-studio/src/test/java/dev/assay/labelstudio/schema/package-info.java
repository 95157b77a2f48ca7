/** Labelling configurations. */
@NullMarked
package dev.assay.labelstudio.schema;

import org.jspecify.annotations.NullMarked;
