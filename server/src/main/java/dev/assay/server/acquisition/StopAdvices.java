package dev.assay.server.acquisition;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Tables;
import dev.assay.server.store.WaveRow;
import dev.assay.v1.StopAdvice;
import dev.assay.v1.StopDecision;
import dev.assay.v1.StopDirective;
import dev.assay.v1.StoppingPolicy;
import dev.assay.v1.WaveInputs;
import java.util.Locale;

/**
 * What the rules for stopping said when the last wave was planned, by project. A wave's inputs do
 * not change, so they are read at most once for each wave, and never where the planner has told.
 */
final class StopAdvices {
  /** The most projects whose decisions are kept; of others they are read from the store again. */
  static final int MAX_KEPT = 10_000;

  private record Known(long waveNumber, StopDecision decision) {}

  private final Cache<Long, Known> known =
      Caffeine.newBuilder().maximumSize(MAX_KEPT).executor(Runnable::run).build();

  /** Told by the planner once the wave is stored. */
  void tell(long projectId, long waveNumber, StopDecision decision) {
    known.put(projectId, new Known(waveNumber, decision));
  }

  /** Without advice where the policy has no rules, or none of its waves was planned yet. */
  StopDecision last(Tables tables, ProjectRow project) {
    long projectId = project.projectId();
    long waveNumber = LastWaves.plannedNumber(tables, projectId);
    if (!isOfPolicy(tables, project, waveNumber)) {
      return StopDecision.getDefaultInstance();
    }
    Known told = known.getIfPresent(projectId);
    if (told == null || told.waveNumber() != waveNumber) {
      WaveInputs inputs = tables.waves().inputs(projectId, waveNumber);
      told =
          new Known(
              waveNumber,
              inputs == null ? StopDecision.getDefaultInstance() : inputs.getStopDecision());
      known.put(projectId, told);
    }
    return told.decision();
  }

  /** The number of projects whose decisions are kept. */
  long keptCount() {
    known.cleanUp();
    return known.estimatedSize();
  }

  private static boolean isOfPolicy(Tables tables, ProjectRow project, long waveNumber) {
    if (!project.definition().getPolicy().hasStopping()) {
      return false;
    }
    WaveRow wave = tables.waves().find(project.projectId(), waveNumber);
    return wave != null
        && wave.basis().policyVersion() == project.definition().getPolicy().getVersion();
  }

  /** Whether nothing new is served, by that decision and the policy. */
  static boolean stops(ProjectRow project, StopDecision decision) {
    return project.definition().getPolicy().getStopping().getStops()
        && switch (decision.getAdvice()) {
          case STOP_ADVICE_TARGET_REACHED, STOP_ADVICE_NO_IMPROVEMENT, STOP_ADVICE_GAIN_TOO_SMALL ->
              true;
          default -> false;
        };
  }

  /** The decision in words that have numbers of the policy alone. */
  static StopDirective directive(ProjectRow project, StopDecision decision) {
    StopAdvice advice = decision.getAdvice();
    StoppingPolicy rules = project.definition().getPolicy().getStopping();
    return StopDirective.newBuilder()
        .setAdvice(advice)
        .setDescription(
            switch (advice) {
              case STOP_ADVICE_TARGET_REACHED ->
                  String.format(
                      Locale.ROOT,
                      "the accuracy is at least %.4f: stop",
                      rules.getTargetAccuracy());
              case STOP_ADVICE_NO_IMPROVEMENT ->
                  String.format(
                      Locale.ROOT,
                      "the last %d versions together gained less than %.4f: stop",
                      rules.getRounds(),
                      rules.getLeastGain());
              case STOP_ADVICE_GAIN_TOO_SMALL ->
                  String.format(
                      Locale.ROOT,
                      "the next labels gain less than %.4f: stop",
                      rules.getLeastGain());
              case STOP_ADVICE_TOO_EARLY -> decision.getDescription();
              default -> "no rule speaks for stopping";
            })
        .build();
  }
}
