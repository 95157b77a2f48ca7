/** What the sources as a whole keep to. */
@NullMarked
package dev.assay.labelstudio.architecture;

import org.jspecify.annotations.NullMarked;
