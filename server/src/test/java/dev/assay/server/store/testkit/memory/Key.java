package dev.assay.server.store.testkit.memory;

import java.util.Comparator;

/** A primary key of a project's table: the project, then up to two numbers. */
record Key(long projectId, long first, long second) implements Comparable<Key> {
  private static final Comparator<Key> ORDER =
      Comparator.comparingLong(Key::projectId)
          .thenComparingLong(Key::first)
          .thenComparingLong(Key::second);

  static Key of(long projectId, long first) {
    return new Key(projectId, first, 0);
  }

  static Key of(long projectId, long first, long second) {
    return new Key(projectId, first, second);
  }

  @Override
  public int compareTo(Key other) {
    return ORDER.compare(this, other);
  }
}
