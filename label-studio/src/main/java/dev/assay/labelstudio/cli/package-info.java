/** The command line of the bridge. */
@NullMarked
package dev.assay.labelstudio.cli;

import org.jspecify.annotations.NullMarked;
