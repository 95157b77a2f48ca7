package dev.assay.server.budget;

import dev.assay.server.store.JournalCheckRow;
import dev.assay.server.store.Store;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks the books of all projects, over and over: at the start from where they were checked last,
 * then in the background, a page of a journal in each step.
 */
/*
 * Implementation note: what a start costs. Adding up a journal takes about as long as reading it, so
 * a start adds up only what came after the last check that was kept. The background goes through the
 * projects in their order. For each it first adds up what is new, keeps the check, and compares the
 * balances; then it adds the whole journal up again from its first entry and compares the labels,
 * too, which is what finds an old row that has changed since. A step reads at most one page of
 * Verification.PAGE entries. So the entries that a start has to read are those of about one round.
 */
public final class BooksAudit {
  /** The most projects whose numbers one look into the store reads. */
  static final int PROJECTS = 1_000;

  private final Store store;
  private final JournalsRead read;
  private long projectId;
  private @Nullable Verification running;
  private boolean whole;

  /**
   * The books of a store, of which nothing is checked yet.
   *
   * @param read is told of each journal that was read from its first entry
   */
  public BooksAudit(Store store, JournalsRead read) {
    this.store = store;
    this.read = read;
  }

  /** Checks every project from where it was checked last; returns the entries read. */
  public long atStart() {
    long entries = 0;
    List<Long> projects = List.of();
    long after = 0;
    do {
      long from = after;
      projects = store.read(tables -> tables.budgets().projects(from, PROJECTS));
      for (long project : projects) {
        Verification verification = Verification.sinceLastCheck(store, project).run();
        verification.haltIfBroken();
        entries += verification.entryCount();
        after = project;
      }
    } while (!projects.isEmpty());
    return entries;
  }

  /** Takes one step in the background; returns whether it was the last one of a round. */
  public boolean step() {
    Verification verification = running;
    if (verification == null) {
      long from = projectId;
      List<Long> next = store.read(tables -> tables.budgets().projects(from, 1));
      if (next.isEmpty()) {
        projectId = 0;
        return true;
      }
      projectId = next.get(0);
      whole = false;
      verification = Verification.sinceLastCheck(store, projectId);
      running = verification;
    }
    if (verification.step()) {
      end(verification);
    }
    return false;
  }

  private void end(Verification verification) {
    verification.haltIfBroken();
    if (whole || !verification.found().isEmpty()) {
      if (verification.found().isEmpty()) {
        read.put(verification.check());
      }
      running = null;
      return;
    }
    if (verification.entryCount() > 0) {
      JournalCheckRow check = verification.check();
      store
          .write(
              transaction -> {
                transaction.budgets().putCheck(check);
                return true;
              })
          .join();
    }
    whole = true;
    running = Verification.whole(store, projectId);
  }
}
