package dev.assay.server.request;

import org.jspecify.annotations.Nullable;

/**
 * A stream of what is numbered in its order without gaps, read on from the last number that was
 * sent.
 *
 * @param <R> the message of the stream
 */
public final class NumberedParts<R> implements Export.Cursor<R> {
  /** The most rows of one message. */
  public static final int MAX_ROWS = 1_000;

  /** Reads a message of what follows a number. */
  @FunctionalInterface
  public interface Source<R> {
    /**
     * At most {@code limit} rows, at least 1, or null where no row follows.
     *
     * @param after the number of the last row that was sent
     */
    @Nullable Part<R> read(long after, int limit);
  }

  /**
   * A message and how far it goes.
   *
   * @param last the number of the last row that was read for it
   */
  public record Part<R>(R message, long last) {}

  private final Source<R> source;
  private final long last;
  private long after;

  /**
   * @param after the number after which the stream begins
   * @param last the number with which it ends, of a row that is there
   */
  public NumberedParts(long after, long last, Source<R> source) {
    this.after = after;
    this.last = last;
    this.source = source;
  }

  @Override
  public @Nullable R next() {
    if (after >= last) {
      return null;
    }
    Part<R> part = source.read(after, (int) Math.min(MAX_ROWS, last - after));
    if (part == null) {
      return null;
    }
    after = part.last();
    return part.message();
  }
}
