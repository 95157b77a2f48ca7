package dev.assay.server.store;

import java.util.function.Consumer;

/** What labels have cost, by day, slice and annotator. */
public interface SpendTable {
  /** Adds to what the day, slice and annotator have. */
  void add(SpendRow row);

  /** Gives the consumer every row of the project, in the order of days, slices and annotators. */
  void scan(long projectId, Consumer<SpendRow> consumer);

  /** As {@link #scan}, of the days from the first to the last, both included. */
  default void scanDays(long projectId, int firstDay, int lastDay, Consumer<SpendRow> consumer) {
    scan(
        projectId,
        row -> {
          if (row.budgetDay() >= firstDay && row.budgetDay() <= lastDay) {
            consumer.accept(row);
          }
        });
  }
}
