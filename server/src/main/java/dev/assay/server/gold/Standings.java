package dev.assay.server.gold;

import dev.assay.sampling.quality.gold.CheckHistory;
import dev.assay.sampling.quality.gold.SequentialTest;
import dev.assay.sampling.quality.gold.Standing;
import dev.assay.server.adjudication.AdjudicationRouting;
import dev.assay.server.annotator.AnnotatorChange;
import dev.assay.server.request.SecretNumbers;
import dev.assay.server.store.AnnotatorRow;
import dev.assay.server.store.GoldCheckRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Transaction;
import dev.assay.server.verdict.VoteJudge;
import dev.assay.v1.AnnotatorState;
import dev.assay.v1.GoldPolicy;
import java.util.Comparator;
import java.util.List;

/**
 * Annotators' standings, as they follow from all their checks and from what owners did. A check
 * that comes moves a standing by one step ({@link #advance}); where a check is judged again, or the
 * annotator was suspended, everything is followed from the beginning ({@link #revise}), which comes
 * to the same.
 */
final class Standings {
  /** The order in which checks were answered; those of one call in the order of their leases. */
  private static final Comparator<GoldCheckRow> AS_ANSWERED =
      Comparator.comparing(
              (GoldCheckRow check) -> check.answeredMillis(), Comparator.nullsLast(Long::compare))
          .thenComparingLong(GoldCheckRow::assignmentId);

  private final Transaction transaction;
  private final ProjectRow project;
  private final DoubtfulVotes votes;
  private final String requestId;

  /**
   * @param judge follows the votes with the project's model
   * @param requestId the request that changes what standings rest on
   */
  Standings(
      Transaction transaction,
      ProjectRow project,
      SecretNumbers secrets,
      VoteJudge judge,
      String requestId) {
    this.transaction = transaction;
    this.project = project;
    this.requestId = requestId;
    this.votes =
        new DoubtfulVotes(
            transaction,
            project,
            judge,
            new AdjudicationRouting(transaction, project, secrets, requestId));
  }

  /** Moves the standing of an annotator who has answered checks, in that order, just now. */
  void advance(String annotatorId, List<Boolean> passed) {
    AnnotatorRow row = annotator(annotatorId);
    SequentialTest.State state =
        new SequentialTest.State(row.gold().logRatio(), standing(row.standing().state()));
    AnnotatorRow.GoldCount gold = row.gold();
    for (boolean isPassed : passed) {
      state = test().after(state, isPassed);
      gold = gold.plus(isPassed, state.logRatio(), transaction.nowMillis());
    }
    if (state.standing() == Standing.SUSPENDED) {
      revise(annotatorId); // as it was before, or by these checks
    } else {
      move(row, state(state.standing()), gold);
    }
  }

  /** Follows all checks of the annotator anew, and lets their votes count accordingly. */
  void revise(String annotatorId) {
    AnnotatorRow row = annotator(annotatorId);
    List<GoldCheckRow> judged =
        transaction
            .gold()
            .checks(project.projectId(), annotatorId, GoldItems.MAX_GOLD_ITEMS)
            .stream()
            .filter(check -> check.passed() != null)
            .sorted(AS_ANSWERED)
            .toList();
    CheckHistory history =
        CheckHistory.of(
            test(),
            judged.stream().map(Standings::answered).toList(),
            transaction.annotators().reinstatements(project.projectId(), annotatorId));
    AnnotatorRow.GoldCount gold =
        new AnnotatorRow.GoldCount(
            judged.size(),
            judged.stream().filter(check -> Boolean.TRUE.equals(check.passed())).count(),
            history.state().logRatio(),
            history.doubtSinceMillis());
    move(
        row,
        row.standing().byOwner()
            ? AnnotatorState.ANNOTATOR_STATE_SUSPENDED
            : state(history.state().standing()),
        gold);
    votes.recount(
        annotatorId,
        project.definition().getPolicy().getGold().getKeepDoubtfulVotes()
            ? List.of()
            : history.doubtful(),
        requestId);
  }

  private AnnotatorRow annotator(String annotatorId) {
    AnnotatorRow known = transaction.annotators().find(project.projectId(), annotatorId);
    return known == null
        ? AnnotatorRow.unknown(project.projectId(), annotatorId, transaction.nowMillis())
        : known;
  }

  private static CheckHistory.Answered answered(GoldCheckRow check) {
    Long answeredMillis = check.answeredMillis();
    return new CheckHistory.Answered(
        answeredMillis == null ? check.createdMillis() : answeredMillis,
        Boolean.TRUE.equals(check.passed()));
  }

  private void move(AnnotatorRow row, AnnotatorState state, AnnotatorRow.GoldCount gold) {
    if (state == row.standing().state()) {
      if (!gold.equals(row.gold())) {
        transaction.annotators().put(row.with(row.standing(), gold));
      }
      return;
    }
    AnnotatorRow.Standing standing =
        new AnnotatorRow.Standing(
            state,
            gold.correctCount() + " of " + gold.count() + " gold checks passed",
            transaction.nowMillis(),
            false);
    AnnotatorRow known = transaction.annotators().find(project.projectId(), row.annotatorId());
    AnnotatorChange.store(transaction, project, known, row.with(standing, gold), requestId);
  }

  private SequentialTest test() {
    GoldPolicy policy = project.definition().getPolicy().getGold();
    return policy.hasGoodAccuracy()
        ? new SequentialTest(
            policy.getGoodAccuracy(),
            policy.getBadAccuracy(),
            policy.getFalseSuspension(),
            policy.getMissedSuspension())
        : SequentialTest.DEFAULT; // the policy checks no more, but these checks were granted before
  }

  private static Standing standing(AnnotatorState state) {
    return switch (state) {
      case ANNOTATOR_STATE_TRUSTED -> Standing.TRUSTED;
      case ANNOTATOR_STATE_SUSPENDED -> Standing.SUSPENDED;
      default -> Standing.PROBATION;
    };
  }

  private static AnnotatorState state(Standing standing) {
    return switch (standing) {
      case TRUSTED -> AnnotatorState.ANNOTATOR_STATE_TRUSTED;
      case PROBATION -> AnnotatorState.ANNOTATOR_STATE_PROBATION;
      case SUSPENDED -> AnnotatorState.ANNOTATOR_STATE_SUSPENDED;
    };
  }
}
