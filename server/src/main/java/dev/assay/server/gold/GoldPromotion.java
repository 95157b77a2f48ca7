package dev.assay.server.gold;

import dev.assay.server.answer.Answer;
import dev.assay.server.audit.AuditLog;
import dev.assay.server.request.SecretNumbers;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.TaskRow;
import dev.assay.server.store.Transaction;
import dev.assay.server.verdict.Judgement;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.GoldChanged;
import dev.assay.v1.GoldItem;
import org.jspecify.annotations.Nullable;

/**
 * Makes gold of settled items whose votes all agree, where the policy promotes. Such an item keeps
 * its place in the estimates: it was drawn and settled like any other before, and checks are no
 * votes.
 */
public final class GoldPromotion {
  /** How sure a model of the annotators, where there is one, must be of a key. */
  static final double MIN_PROBABILITY = 0.9;

  private final Transaction transaction;
  private final ProjectRow project;
  private final SecretNumbers secrets;
  private final GoldChanged.Builder promoted = GoldChanged.newBuilder();

  public GoldPromotion(Transaction transaction, ProjectRow project, SecretNumbers secrets) {
    this.transaction = transaction;
    this.project = project;
    this.secrets = secrets;
  }

  /**
   * Promotes the item of a task that was just settled, if it is certain enough.
   *
   * @param judgement of the project's model, or null without one
   */
  public void consider(TaskRow settled, String itemId, @Nullable Judgement judgement) {
    int wanted = project.definition().getPolicy().getGold().getPromotionVotes();
    String verdict = settled.verdict();
    long projectId = project.projectId();
    if (wanted == 0
        || verdict == null
        || settled.voteCount() < wanted
        || settled.agreementCount() < settled.voteCount()
        || (judgement != null && judgement.probability() < MIN_PROBABILITY)
        || transaction.gold().find(projectId, settled.ordinal()) != null
        || transaction.gold().count(projectId) >= GoldItems.MAX_GOLD_ITEMS) {
      return;
    }
    transaction
        .gold()
        .put(
            new GoldItems(transaction, projectId, secrets)
                .make(
                    settled.ordinal(),
                    new Answer(verdict),
                    GoldItem.Source.SOURCE_PROMOTED,
                    false));
    promoted.addPromotedItemIds(itemId);
  }

  /** Writes the audit event, where anything was promoted. */
  public void close(String requestId) {
    if (promoted.getPromotedItemIdsCount() > 0) {
      AuditLog.append(
          transaction,
          project.projectId(),
          requestId,
          AuditEvent.newBuilder().setGoldChanged(promoted));
    }
  }
}
