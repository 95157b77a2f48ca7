/** The bridge between a fake Label Studio and the real Assay. */
@NullMarked
package dev.assay.labelstudio.bridge;

import org.jspecify.annotations.NullMarked;
