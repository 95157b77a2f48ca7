package dev.assay.client;

import org.jspecify.annotations.Nullable;

/** The messages of an upload, made one at a time when the connection can take another. */
interface Chunks<Q> {
  /** Returns the next message; null at the end. */
  @Nullable Chunk<Q> next();
}
