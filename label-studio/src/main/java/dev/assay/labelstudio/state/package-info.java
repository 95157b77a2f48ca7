/** What the bridge must not forget, in one SQLite file of its own. */
@NullMarked
package dev.assay.labelstudio.state;

import org.jspecify.annotations.NullMarked;
