/** Commands as their users type them. */
@NullMarked
package dev.assay.app.cli;

import org.jspecify.annotations.NullMarked;
