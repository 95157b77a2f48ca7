package dev.assay.client;

import java.time.Duration;

/**
 * How far an upload has come. It is reported after each chunk that was handed to the connection;
 * chunks wait there only while the server is slow to take them, so the count runs at most a few
 * chunks ahead of the server.
 *
 * @param records records sent so far
 * @param bytes bytes of the messages sent so far, before any compression
 * @param elapsed time since the upload began
 */
public record Progress(long records, long bytes, Duration elapsed) {
  /** Returns the mean rate since the beginning; 0 when no time has passed yet. */
  public double recordsPerSecond() {
    long nanos = elapsed.toNanos();
    return nanos == 0 ? 0 : records * 1e9 / nanos;
  }
}
