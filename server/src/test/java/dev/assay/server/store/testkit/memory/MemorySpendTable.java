package dev.assay.server.store.testkit.memory;

import dev.assay.server.store.SpendRow;
import dev.assay.server.store.SpendTable;
import java.util.List;
import java.util.function.Consumer;

/** What labels have cost by day, slice and annotator. */
record MemorySpendTable(OpenBook book, Guard guard) implements SpendTable {

  @Override
  public void add(SpendRow row) {
    guard.change(
        row,
        () -> {
          SpendKey key =
              new SpendKey(
                  row.projectId(), row.budgetDay(), row.slice().getNumber(), row.annotatorId());
          SpendRow before = book.get().spend().get(key);
          SpendRow after =
              before == null
                  ? row
                  : new SpendRow(
                      row.projectId(),
                      row.budgetDay(),
                      row.slice(),
                      row.annotatorId(),
                      before.chargedMicros() + row.chargedMicros(),
                      before.fundedLabelCount() + row.fundedLabelCount(),
                      before.labelingMillis() + row.labelingMillis());
          Sheet.require(
              after.chargedMicros() >= 0
                  && after.fundedLabelCount() >= 0
                  && after.labelingMillis() >= 0,
              "nothing spent is negative");
          book.get().spend().put(key, after);
        });
  }

  @Override
  public void scan(long projectId, Consumer<SpendRow> consumer) {
    List.copyOf(
            book.get()
                .spend()
                .between(
                    new SpendKey(projectId, Integer.MIN_VALUE, 0, ""),
                    new SpendKey(projectId + 1, Integer.MIN_VALUE, 0, "")))
        .forEach(consumer);
  }
}
