package dev.assay.server.acquisition;

import dev.assay.sampling.drift.ErrorRise;
import dev.assay.server.estimation.SettledItem;
import dev.assay.server.pool.ScoreColumns;
import dev.assay.v1.DriftAlarm;
import dev.assay.v1.DriftAlarm.Cause;
import dev.assay.v1.DriftPolicy;
import dev.assay.v1.DriftWatch;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The watch for change, from one wave to the next. What it has counted is stored with each wave,
 * and the next one goes on from there.
 *
 * <p>Errors: the items of the exploration slice are a steady random stream. Its first {@link
 * #BASELINE_LABELS} labels say how often models err; those after them are tested against that
 * ({@link ErrorRise}), across model versions, since there may be a new one every few labels. With a
 * new version the watch begins anew where an alarm stood, or where so many labels have come since
 * the last beginning that there is a new one to be had.
 *
 * <p>Scores: where a new model version scores items that came since the last one, these are
 * compared with those that were there ({@link ScoreShift}).
 */
final class DriftWatching {
  /** Labels of the random stream that a beginning is judged by. */
  static final int BASELINE_LABELS = 50;

  private final DriftPolicy policy;
  private final long waveNumber;
  private final int poolCount;
  private final @Nullable ScoreColumns scores;
  private final long seed;

  /**
   * A watch over the next wave.
   *
   * @param policy complete
   * @param scores the published ones, or null
   * @param seed of the samples of scores
   */
  DriftWatching(
      DriftPolicy policy,
      long waveNumber,
      int poolCount,
      @Nullable ScoreColumns scores,
      long seed) {
    this.policy = policy;
    this.waveNumber = waveNumber;
    this.poolCount = poolCount;
    this.scores = scores;
    this.seed = seed;
  }

  /**
   * How far the watch has come.
   *
   * @param before at the wave before; null where there was no watch
   * @param settled items with their verdicts
   */
  DriftWatch next(@Nullable DriftWatch before, List<SettledItem> settled) {
    String version = scores == null ? "" : scores.modelVersion();
    DriftWatch known = before == null ? DriftWatch.getDefaultInstance() : before;
    boolean isNewVersion = before == null || !known.getModelVersion().equals(version);
    boolean begins =
        before == null
            || (isNewVersion
                && (alarm(known, Cause.CAUSE_ERRORS).isPresent()
                    || known.getLabels() >= BASELINE_LABELS));
    DriftWatch.Builder watch =
        DriftWatch.newBuilder()
            .setFirstWave(begins ? waveNumber : known.getFirstWave())
            .setModelVersion(version)
            .setPoolItems(poolCount)
            .setKnownItems(isNewVersion ? known.getPoolItems() : known.getKnownItems());
    count(watch, begins ? null : before, settled);
    errors(watch, begins ? null : before).ifPresent(watch::addAlarms);
    Optional<DriftAlarm> shift =
        isNewVersion ? scores(known, watch) : alarm(known, Cause.CAUSE_SCORES);
    shift.ifPresent(watch::addAlarms);
    return watch.build();
  }

  private static void count(
      DriftWatch.Builder watch, @Nullable DriftWatch before, List<SettledItem> settled) {
    long labels = 0;
    long errors = 0;
    for (SettledItem item : settled) {
      if (item.isExploration()
          && item.waveNumber() >= watch.getFirstWave()
          && item.predictedClass() >= 0
          && item.verdictClass() >= 0) {
        labels++;
        errors += item.predictedClass() == item.verdictClass() ? 0 : 1;
      }
    }
    if (before != null && before.getBaselineLabels() > 0) {
      watch.setBaselineLabels(before.getBaselineLabels());
      watch.setBaselineErrors(before.getBaselineErrors());
    } else if (labels >= BASELINE_LABELS) {
      watch.setBaselineLabels(labels).setBaselineErrors(errors);
    }
    // Verdicts can be taken back, so that fewer are left than the beginning had.
    long later = watch.getBaselineLabels() == 0 ? 0 : labels - watch.getBaselineLabels();
    watch.setLabels(Math.max(later, 0));
    watch.setErrors(Math.min(Math.max(errors - watch.getBaselineErrors(), 0), watch.getLabels()));
  }

  private Optional<DriftAlarm> errors(DriftWatch.Builder watch, @Nullable DriftWatch before) {
    Optional<DriftAlarm> standing =
        before == null ? Optional.empty() : alarm(before, Cause.CAUSE_ERRORS);
    if (standing.isPresent() || watch.getBaselineLabels() == 0) {
      return standing;
    }
    double evidence =
        ErrorRise.evidence(
            watch.getBaselineLabels(),
            watch.getBaselineErrors(),
            watch.getLabels(),
            watch.getErrors(),
            policy.getFalseAlarm());
    double threshold = ErrorRise.threshold(policy.getFalseAlarm());
    return evidence < threshold
        ? Optional.empty()
        : Optional.of(alarm(Cause.CAUSE_ERRORS, evidence, threshold));
  }

  private Optional<DriftAlarm> scores(DriftWatch before, DriftWatch.Builder watch) {
    if (before.getModelVersion().isEmpty() || scores == null) {
      return Optional.empty();
    }
    double p = ScoreShift.pValue(scores, (int) watch.getKnownItems(), poolCount, seed);
    return p >= policy.getFalseAlarm()
        ? Optional.empty()
        : Optional.of(alarm(Cause.CAUSE_SCORES, p, policy.getFalseAlarm()));
  }

  private static DriftAlarm alarm(Cause cause, double statistic, double threshold) {
    return DriftAlarm.newBuilder()
        .setCause(cause)
        .setStatistic(statistic)
        .setThreshold(threshold)
        .build();
  }

  private static Optional<DriftAlarm> alarm(DriftWatch watch, Cause cause) {
    return watch.getAlarmsList().stream().filter(alarm -> alarm.getCause() == cause).findFirst();
  }
}
