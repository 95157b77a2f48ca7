package dev.assay.server.labels;

import dev.assay.server.store.Store;
import java.util.List;

/** Tries by itself to charge labels that wait for budget, a few of each project in each round. */
public final class LateFundingRound {
  /** The most projects that one round looks at. */
  static final int MAX_PROJECTS = 100;

  /** The most labels that one transaction looks at. */
  static final int MAX_LABELS = 100;

  private final Store store;
  private final LateFunding funding;

  public LateFundingRound(Store store, LateFunding funding) {
    this.store = store;
    this.funding = funding;
  }

  /** Looks at each project once. */
  public void run() {
    List<Long> projects = store.read(tables -> tables.budgets().projectsWithUnfunded(MAX_PROJECTS));
    for (long projectId : projects) {
      store
          .write(
              transaction ->
                  funding.fund(transaction, transaction.projects().get(projectId), "", MAX_LABELS))
          .join();
    }
  }
}
