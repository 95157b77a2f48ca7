/** Which engines there are, and how a store is opened over one. */
@NullMarked
package dev.assay.server.store.engine;

import org.jspecify.annotations.NullMarked;
