/** What is done between Label Studio and Assay: pool, releases, annotations, reconciliation. */
@NullMarked
package dev.assay.labelstudio.bridge;

import org.jspecify.annotations.NullMarked;
