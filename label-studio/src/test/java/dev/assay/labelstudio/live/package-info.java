/** The bridge with the real Label Studio and the real Assay. */
@NullMarked
package dev.assay.labelstudio.live;

import org.jspecify.annotations.NullMarked;
