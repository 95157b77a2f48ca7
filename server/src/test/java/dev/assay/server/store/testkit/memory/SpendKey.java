package dev.assay.server.store.testkit.memory;

import java.util.Comparator;

/** The primary key of what labels have cost on a day. */
record SpendKey(long projectId, int budgetDay, int slice, String annotatorId)
    implements Comparable<SpendKey> {
  private static final Comparator<SpendKey> ORDER =
      Comparator.comparingLong(SpendKey::projectId)
          .thenComparingInt(SpendKey::budgetDay)
          .thenComparingInt(SpendKey::slice)
          .thenComparing(SpendKey::annotatorId);

  @Override
  public int compareTo(SpendKey other) {
    return ORDER.compare(this, other);
  }
}
