/** Labelled data that the demo pretends not to know the labels of. */
@NullMarked
package dev.assay.datasets;

import org.jspecify.annotations.NullMarked;
