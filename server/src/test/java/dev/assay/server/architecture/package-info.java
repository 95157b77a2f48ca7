/** Checks on the shape of the code: what may depend on what, and how large a file may grow. */
@NullMarked
package dev.assay.server.architecture;

import org.jspecify.annotations.NullMarked;
