/** The server as a whole, over a real port and a real store. */
@NullMarked
package dev.assay.server;

import org.jspecify.annotations.NullMarked;
