/** A Label Studio that behaves as the real one was seen to, in memory. */
@NullMarked
package dev.assay.labelstudio.fake;

import org.jspecify.annotations.NullMarked;
