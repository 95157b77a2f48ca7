package dev.assay.server.request;

import com.google.protobuf.Message;

/** Counts the bytes of what one answer holds, so that it ends before it is too large. */
public final class AnswerBytes {
  /**
   * The most bytes of the rows of one page or of one message of a stream, but for its first row:
   * clients of gRPC take messages of 4 MiB unless they are told otherwise.
   */
  public static final int MAX_BYTES = (4 << 20) - (64 << 10);

  /** What a field of a message takes beside its content. */
  private static final int FIELD_BYTES = 6;

  private long bytes;
  private int count;

  /** Whether the row fits, and counts it then. The first always does. */
  public boolean add(Message row) {
    long more = (long) row.getSerializedSize() + FIELD_BYTES;
    if (count > 0 && bytes + more > MAX_BYTES) {
      return false;
    }
    bytes += more;
    count++;
    return true;
  }

  /** About how many rows of the size so far still fit; at least 1. */
  int about() {
    return (int) Math.max(1, count == 0 ? 1 : (MAX_BYTES - bytes) * count / Math.max(bytes, 1));
  }
}
