package dev.assay.server.store.testkit.memory;

import java.util.Comparator;

/** The primary key of a gold check. */
record CheckKey(long projectId, String annotatorId, int ordinal) implements Comparable<CheckKey> {
  private static final Comparator<CheckKey> ORDER =
      Comparator.comparingLong(CheckKey::projectId)
          .thenComparing(CheckKey::annotatorId)
          .thenComparingInt(CheckKey::ordinal);

  @Override
  public int compareTo(CheckKey other) {
    return ORDER.compare(this, other);
  }
}
