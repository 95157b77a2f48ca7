/** Projects over a real store, without a transport. */
@NullMarked
package dev.assay.server.project;

import org.jspecify.annotations.NullMarked;
