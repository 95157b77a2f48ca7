package dev.assay.server.store.testkit.memory;

import java.util.Comparator;

/** The primary key of a line's balance. */
record LineKey(long projectId, String line, int periodDay, String annotatorId)
    implements Comparable<LineKey> {
  private static final Comparator<LineKey> ORDER =
      Comparator.comparingLong(LineKey::projectId)
          .thenComparing(LineKey::line)
          .thenComparingInt(LineKey::periodDay)
          .thenComparing(LineKey::annotatorId);

  @Override
  public int compareTo(LineKey other) {
    return ORDER.compare(this, other);
  }
}
