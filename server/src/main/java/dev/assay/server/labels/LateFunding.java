package dev.assay.server.labels;

import dev.assay.server.annotator.WorkPermit;
import dev.assay.server.answer.Answer;
import dev.assay.server.answer.LabelSpace;
import dev.assay.server.audit.AuditLog;
import dev.assay.server.budget.Ledger;
import dev.assay.server.budget.Refusal;
import dev.assay.server.budget.WaitingLabels;
import dev.assay.server.gold.StandingsNow;
import dev.assay.server.request.SecretNumbers;
import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.LabelRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Transaction;
import dev.assay.server.verdict.VerdictModels;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.FundLabelsResponse;
import dev.assay.v1.Funding;
import dev.assay.v1.LabelValue;
import dev.assay.v1.LabelsFunded;
import dev.assay.v1.VoteRecorded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Charges labels that came late and waited for budget, in the order in which they came. The first
 * that does not fit ends it: no later one passes it by its price. Labels of an annotator whose own
 * line is full, or who is suspended, wait by themselves.
 */
public final class LateFunding implements WaitingLabels {
  private final SecretNumbers secrets;
  private final VerdictModels models;
  private final StandingsNow standings;

  public LateFunding(SecretNumbers secrets, VerdictModels models) {
    this.secrets = secrets;
    this.models = models;
    this.standings = new StandingsNow(secrets, models);
  }

  @Override
  public FundLabelsResponse fund(
      Transaction transaction, ProjectRow project, String requestId, int limit) {
    long projectId = project.projectId();
    Ledger ledger =
        Ledger.open(transaction, projectId, requestId, requestId.isEmpty() ? "" : Ledger.OWNER);
    CountedVotes votes =
        new CountedVotes(
            transaction, project, secrets, models.judge(transaction, project), false, requestId);
    FundLabelsResponse.Builder answer = FundLabelsResponse.newBuilder();
    LabelsFunded.Builder event = LabelsFunded.newBuilder();
    List<LabelRow> waiting = waiting(transaction, projectId, limit);
    for (LabelRow label : waiting) {
      AssignmentRow lease =
          Objects.requireNonNull(transaction.assignments().find(label.assignmentId()));
      OtherVotes others = OtherVotes.of(transaction, lease);
      if (others.hasVote()) {
        transaction.labels().fund(projectId, label.labelId(), Funding.FUNDING_DUPLICATE, 0);
        ledger.addUnfunded(-1);
        continue;
      }
      Refusal refusal = ledger.refusalOfLate(lease);
      if (refusal != null && refusal.isForEverybody()) {
        answer.setStopLine(refusal.line());
        break;
      }
      if (refusal != null) {
        continue;
      }
      if (!others.hasLease()) {
        event.addAnnotatorIds(label.annotatorId());
        event.addVotes(charge(transaction, project, ledger, votes, lease, label));
      }
    }
    votes.close();
    answer.setUnfundedLabelCount(ledger.close().unfundedLabelCount());
    if (event.getVotesCount() > 0) {
      AuditLog.append(
          transaction, projectId, requestId, AuditEvent.newBuilder().setLabelsFunded(event));
    }
    // What was given in doubt counts no more for being paid later.
    new TreeSet<>(event.getAnnotatorIdsList())
        .forEach(id -> standings.review(transaction, project, id, requestId));
    return answer
        .setFundedCount(event.getVotesCount())
        .setChargedMicros(
            event.getVotesList().stream().mapToLong(VoteRecorded::getChargedMicros).sum())
        .build();
  }

  /** The first labels that wait, up to the limit, but for those of suspended annotators. */
  private static List<LabelRow> waiting(Transaction transaction, long projectId, int limit) {
    List<LabelRow> waiting = new ArrayList<>();
    Map<String, Boolean> suspended = new HashMap<>();
    List<LabelRow> page;
    long afterId = 0;
    do {
      page = transaction.labels().list(projectId, afterId, null, Funding.FUNDING_UNFUNDED, limit);
      for (LabelRow label : page) {
        afterId = label.labelId();
        boolean waits =
            suspended.computeIfAbsent(
                label.annotatorId(), id -> WorkPermit.isSuspended(transaction, projectId, id));
        if (!waits && waiting.size() < limit) {
          waiting.add(label);
        }
      }
    } while (waiting.size() < limit && page.size() == limit);
    return waiting;
  }

  private static VoteRecorded charge(
      Transaction transaction,
      ProjectRow project,
      Ledger ledger,
      CountedVotes votes,
      AssignmentRow lease,
      LabelRow label) {
    ledger.chargeLate(lease);
    ledger.addUnfunded(-1);
    transaction
        .labels()
        .fund(project.projectId(), label.labelId(), Funding.FUNDING_FUNDED, lease.priceMicros());
    VoteRecorded.Builder recorded =
        VoteRecorded.newBuilder()
            .setItemId(label.itemId())
            .setValue(LabelSpace.of(project.definition()).value(label.answer()))
            .setFunding(Funding.FUNDING_FUNDED)
            .setChargedMicros(lease.priceMicros());
    LabelValue verdict = effect(transaction, votes, lease, label);
    if (verdict != null) {
      recorded.setVerdict(verdict);
    }
    return recorded.build();
  }

  private static @Nullable LabelValue effect(
      Transaction transaction, CountedVotes votes, AssignmentRow lease, LabelRow label) {
    return switch (lease.taskKind()) {
      case TASK_KIND_GOLD -> {
        transaction.gold().setWaiting(lease, false);
        yield null; // it was a check when it came
      }
      case TASK_KIND_ADJUDICATE -> votes.decide(lease, new Answer(label.answer()));
      default -> votes.count(lease, label, false, true);
    };
  }
}
