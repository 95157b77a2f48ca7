package dev.assay.reliability.book;

import dev.assay.client.AssayClient;
import dev.assay.client.ProjectName;
import dev.assay.v1.Budget;
import dev.assay.v1.JournalEntry;
import dev.assay.v1.ListJournalEntriesRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * The books of a project as a caller can read them.
 *
 * @param journal its entries added up, and compared with the balance
 * @param leases who held what when
 */
public record Books(JournalBook journal, LeaseBook leases) {
  private static final int PAGE = 1_000;

  /** The server ends leases by itself, between two questions, too. */
  private static final int ATTEMPTS = 5;

  /** Reads them, again where something moved between the last entry and the balance. */
  public static Books read(AssayClient client, ProjectName project) {
    for (int attempt = 1; ; attempt++) {
      Books books = new Books(new JournalBook(), new LeaseBook());
      ListJournalEntriesRequest request =
          ListJournalEntriesRequest.newBuilder()
              .setProject(project.toString())
              .setPageSize(PAGE)
              .build();
      for (JournalEntry entry : client.budget().listJournalEntries(request)) {
        books.journal.add(entry);
        books.leases.add(entry);
      }
      Budget budget = client.budget().getBudget(project);
      if (books.journal.endsAt(budget) || attempt == ATTEMPTS) {
        books.journal.compare(budget);
        return books;
      }
    }
  }

  /** What is wrong with both; of the leases only where every item is to be bought once. */
  public List<String> violations() {
    List<String> violations = new ArrayList<>(journal.violations());
    violations.addAll(leases.violations());
    return violations;
  }
}
