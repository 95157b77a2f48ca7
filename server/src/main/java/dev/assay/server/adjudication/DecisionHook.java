package dev.assay.server.adjudication;

import dev.assay.server.answer.Answer;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Transaction;

/** Who else must know of an owner's decision, in its transaction. */
@FunctionalInterface
public interface DecisionHook {

  /** The item has that verdict from now on, whatever its votes are. */
  void onDecided(Transaction transaction, ProjectRow project, int ordinal, Answer verdict);
}
