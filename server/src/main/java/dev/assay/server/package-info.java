/** How the server is put together, started and stopped. */
@NullMarked
package dev.assay.server;

import org.jspecify.annotations.NullMarked;
