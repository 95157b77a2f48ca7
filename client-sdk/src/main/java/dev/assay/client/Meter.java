package dev.assay.client;

import java.time.Duration;
import java.util.function.Consumer;

/** Counts what an upload has sent, and tells the caller. */
final class Meter {
  private final Consumer<Progress> listener;
  private final long startNanos = System.nanoTime();
  private long records;
  private long bytes;

  Meter(Consumer<Progress> listener) {
    this.listener = listener;
  }

  void sent(Chunk<?> chunk) {
    bytes += chunk.bytes();
    if (chunk.records() > 0) {
      records += chunk.records();
      listener.accept(
          new Progress(records, bytes, Duration.ofNanos(System.nanoTime() - startNanos)));
    }
  }
}
