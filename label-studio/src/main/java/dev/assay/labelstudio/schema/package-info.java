/** Labelling configurations as label schemas, and results as answers. */
@NullMarked
package dev.assay.labelstudio.schema;

import org.jspecify.annotations.NullMarked;
