package dev.assay.app.cli;

import dev.assay.report.TextTable;
import dev.assay.v1.AssignmentsTransferred;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.BatchGranted;
import dev.assay.v1.Knowledge;
import dev.assay.v1.ScoreState;
import dev.assay.v1.SecondOpinionFormed;
import dev.assay.v1.WaveClosed;
import dev.assay.v1.WaveDrawn;
import dev.assay.v1.WaveTuning;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Events of the audit log as people read them. */
final class AuditTables {
  private AuditTables() {}

  static TextTable events(List<AuditEvent> events) {
    TextTable table = new TextTable("SEQ", "TIME", "EVENT", "WHAT");
    for (AuditEvent event : events) {
      table.row(event.getSequence(), Times.show(event.getCreateTime()), name(event), what(event));
    }
    return table;
  }

  static String name(AuditEvent event) {
    return event.getEventCase().name().toLowerCase(Locale.ROOT);
  }

  private static String what(AuditEvent event) {
    return switch (event.getEventCase()) {
      case PROJECT_CREATED ->
          event.getProjectCreated().getProject().getName()
              + ", ceiling "
              + Amounts.show(event.getProjectCreated().getCeilingMicros());
      case PROJECT_UPDATED -> String.join(", ", event.getProjectUpdated().getPathsList());
      case PROJECT_ARCHIVED -> "no more work is granted";
      case CEILING_SET ->
          Amounts.show(event.getCeilingSet().getPreviousMicros())
              + " to "
              + Amounts.show(event.getCeilingSet().getCeilingMicros());
      case ITEMS_PUT ->
          event.getItemsPut().getCreatedCount()
              + " new, "
              + event.getItemsPut().getUpdatedCount()
              + " changed; "
              + event.getItemsPut().getPoolCount()
              + " in the pool";
      case SCORES_PUBLISHED ->
          event.getScoresPublished().getModelVersion()
              + ": "
              + event.getScoresPublished().getScoredCount()
              + " of "
              + event.getScoresPublished().getPoolCount()
              + " items"
              + (event.getScoresPublished().getPartial() ? ", partial: not used" : "")
              + (event.getScoresPublished().getAgain() ? ", used again" : "");
      case WAVE_DRAWN -> wave(event.getWaveDrawn());
      case WAVE_CLOSED -> closed(event.getWaveClosed());
      case BATCH_GRANTED -> granted(event.getBatchGranted());
      case ASSIGNMENTS_CLOSED ->
          event.getAssignmentsClosed().getItemIdsCount()
              + " "
              + event
                  .getAssignmentsClosed()
                  .getCause()
                  .name()
                  .replace("CAUSE_", "")
                  .toLowerCase(Locale.ROOT);
      case LABELS_SUBMITTED ->
          count(event.getLabelsSubmitted().getVotesCount(), "label")
              + " by "
              + event.getLabelsSubmitted().getAnnotatorId();
      case BUDGET_PLAN_SET,
          BUDGET_ALERTED,
          GRANTS_PAUSED,
          GRANTS_RESUMED,
          CHARGES_ADJUSTED,
          LABELS_FUNDED,
          EXPLOITATION_CLOSED,
          EXPLOITATION_REOPENED ->
          BudgetEvents.what(event);
      case SECOND_OPINION_FORMED -> opinion(event.getSecondOpinionFormed());
      case ANNOTATOR_CHANGED,
          GOLD_CHANGED,
          ASSIGNMENTS_TRANSFERRED,
          LABEL_REPLACED,
          LABEL_WITHDRAWN,
          ADJUDICATION_CHANGED,
          VERDICTS_REVISED,
          CHECKS_JUDGED_ANEW,
          VOTES_RECOUNTED,
          RETURNS_RESET ->
          revision(event);
      case EVALUATION_CREATED, EVALUATION_ADVANCED, EVALUATION_ENDED -> evaluation(event);
      case EVENT_NOT_SET -> "an event that this version does not know";
    };
  }

  private static String evaluation(AuditEvent event) {
    return switch (event.getEventCase()) {
      case EVALUATION_CREATED ->
          event.getEvaluationCreated().getEvaluation().getEvaluationId()
              + " of "
              + event.getEvaluationCreated().getEvaluation().getModelVersion();
      case EVALUATION_ADVANCED ->
          "%s, round %d: %d items by %s"
              .formatted(
                  event.getEvaluationAdvanced().getEvaluationId(),
                  event.getEvaluationAdvanced().getRound().getRound(),
                  event.getEvaluationAdvanced().getRound().getDrawCount(),
                  event.getEvaluationAdvanced().getDesign());
      case EVALUATION_ENDED ->
          event.getEvaluationEnded().getEvaluationId()
              + " "
              + event
                  .getEvaluationEnded()
                  .getState()
                  .name()
                  .replace("STATE_", "")
                  .toLowerCase(Locale.ROOT);
      default -> "";
    };
  }

  private static String opinion(SecondOpinionFormed event) {
    return "second opinion %d of wave %d, of %d labels and %d errors"
        .formatted(
            event.getVersion(),
            event.getWaveNumber(),
            event.getLabelCount(),
            event.getErrorCount());
  }

  private static String transfer(AssignmentsTransferred event) {
    return "%d from %s to %s"
        .formatted(event.getItemIdsCount(), event.getAnnotatorId(), event.getNewAnnotatorId());
  }

  private static String granted(BatchGranted batch) {
    int passed = batch.getPassedOverItemIdsCount();
    return count(batch.getGrantsCount(), "assignment")
        + " to "
        + batch.getAnnotatorId()
        + (passed == 0 ? "" : ", " + passed + " passed over");
  }

  private static String count(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private static String closed(WaveClosed wave) {
    String how = wave.getCause().name().replace("CAUSE_", "").toLowerCase(Locale.ROOT);
    return "wave "
        + wave.getWaveNumber()
        + " "
        + how
        + " after "
        + count(wave.getServedCount(), "item");
  }

  /** Who may work changed, or who did what. */
  private static String revision(AuditEvent event) {
    return switch (event.getEventCase()) {
      case ANNOTATOR_CHANGED ->
          event.getAnnotatorChanged().getAnnotator().getAnnotatorId()
              + " "
              + event
                  .getAnnotatorChanged()
                  .getAnnotator()
                  .getState()
                  .name()
                  .replace("ANNOTATOR_STATE_", "")
                  .toLowerCase(Locale.ROOT)
              + ": "
              + event.getAnnotatorChanged().getAnnotator().getStateReason();
      case GOLD_CHANGED ->
          event.getGoldChanged().getPutItemIdsCount()
              + " put, "
              + event.getGoldChanged().getPromotedItemIdsCount()
              + " promoted, "
              + event.getGoldChanged().getRetiredItemIdsCount()
              + " retired";
      case CHECKS_JUDGED_ANEW ->
          event.getChecksJudgedAnew().getChecksCount() + " gold checks are something else";
      case VOTES_RECOUNTED ->
          "%s: %d votes count no more, %d count again"
              .formatted(
                  event.getVotesRecounted().getAnnotatorId(),
                  event.getVotesRecounted().getDiscountedItemIdsCount(),
                  event.getVotesRecounted().getCountedItemIdsCount());
      case RETURNS_RESET ->
          event.getReturnsReset().getItemIdsCount() + " returned items may be offered again";
      case ASSIGNMENTS_TRANSFERRED -> transfer(event.getAssignmentsTransferred());
      case LABEL_REPLACED ->
          event.getLabelReplaced().getItemId() + " by " + event.getLabelReplaced().getAnnotatorId();
      case LABEL_WITHDRAWN ->
          event.getLabelWithdrawn().getItemId()
              + " by "
              + event.getLabelWithdrawn().getAnnotatorId();
      case ADJUDICATION_CHANGED ->
          event.getAdjudicationChanged().getItemId()
              + " "
              + event
                  .getAdjudicationChanged()
                  .getState()
                  .name()
                  .replace("STATE_", "")
                  .toLowerCase(Locale.ROOT);
      case VERDICTS_REVISED ->
          event.getVerdictsRevised().getItemIdsCount()
              + " by "
              + event.getVerdictsRevised().getVerdictMethod();
      default -> "";
    };
  }

  private static String wave(WaveDrawn wave) {
    return "wave %d: %d of %d items by %s, exploration %s%s%s%s%s%s%s"
        .formatted(
            wave.getWaveNumber(),
            wave.getDrawCount(),
            wave.getCandidateCount(),
            wave.getStrategy(),
            wave.getExplorationShare(),
            wave.getModelVersion().isEmpty() ? "" : ", scores of " + scores(wave),
            wave.getLackingCount() == 0 ? "" : ", without " + lacking(wave.getLackingList()),
            quotas(wave),
            favour(wave),
            drift(wave),
            wave.hasStopDecision()
                ? ", " + StoppingOption.show(wave.getStopDecision().getAdvice())
                : "");
  }

  private static String scores(WaveDrawn wave) {
    ScoreState state = wave.getScoreState();
    return wave.hasScoreState()
        ? "%s, %s old, %d labels since%s"
            .formatted(
                wave.getModelVersion(),
                Times.show(state.getAge()),
                state.getLabelsSince(),
                state.getStale() ? ", stale: at random" : "")
        : wave.getModelVersion();
  }

  /** Where self-tuning has come to prefer another strategy. */
  private static String favour(WaveDrawn wave) {
    WaveTuning tuning = wave.getTuning();
    return tuning.getFavourite().equals(tuning.getFavouriteBefore())
        ? ""
        : ", favour moved to " + (tuning.getFavourite().isEmpty() ? "none" : tuning.getFavourite());
  }

  private static String quotas(WaveDrawn wave) {
    long raised =
        wave.getStrataQuotasList().stream()
            .filter(quota -> quota.getRaisedShare() > quota.getMinimumShare())
            .count();
    return wave.getStrataQuotasCount() == 0
        ? ""
        : ", quotas of %d strata%s"
            .formatted(wave.getStrataQuotasCount(), raised == 0 ? "" : " (" + raised + " raised)");
  }

  private static String drift(WaveDrawn wave) {
    return wave.getDriftAlarmsList().stream()
        .map(alarm -> alarm.getCause().name().replace("CAUSE_", "").toLowerCase(Locale.ROOT))
        .map(cause -> ", drift of " + cause)
        .collect(Collectors.joining());
  }

  /** What a wave had to do without, for people; "-" where that is nothing. */
  static String lacking(List<Knowledge> lacking) {
    return lacking.isEmpty()
        ? "-"
        : lacking.stream()
            .map(each -> each.name().replace("KNOWLEDGE_", "").toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
  }
}
