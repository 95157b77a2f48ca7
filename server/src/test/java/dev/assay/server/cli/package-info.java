/** Commands as their users type them. */
@NullMarked
package dev.assay.server.cli;

import org.jspecify.annotations.NullMarked;
