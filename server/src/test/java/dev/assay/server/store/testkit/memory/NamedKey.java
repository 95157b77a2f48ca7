package dev.assay.server.store.testkit.memory;

import java.util.Comparator;

/** A primary key of a project's table: the project, then a name. */
record NamedKey(long projectId, String name) implements Comparable<NamedKey> {
  private static final Comparator<NamedKey> ORDER =
      Comparator.comparingLong(NamedKey::projectId).thenComparing(NamedKey::name);

  @Override
  public int compareTo(NamedKey other) {
    return ORDER.compare(this, other);
  }
}
