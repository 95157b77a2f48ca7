package dev.assay.server.estimation;

import dev.assay.server.answer.LabelSpace;
import dev.assay.server.answer.Use;
import dev.assay.server.failure.ModelVersionNotFound;
import dev.assay.server.pool.ScoreColumns;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.ScoreSetRow;
import dev.assay.server.store.Tables;
import dev.assay.server.store.WaveRow;
import dev.assay.v1.WaveOpinion;
import dev.assay.v1.WithheldEstimate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The waves and settled items that a model version is judged by: all labels that it could not have
 * learnt from.
 *
 * <p>Its publisher says from which wave on those are; without a word they are those drawn since its
 * scores were published. Whichever version the waves were drawn by, they are rounds of one
 * population: what was left before the first of them. So they are of one pool, every item of which
 * has scores of the version. Where items were put since, the waves that were drawn while the
 * version was current serve as well, judged by the items of its first scores ({@link JudgedItems});
 * of both the one with more labels is taken, which says nothing of what the labels are.
 *
 * @param modelVersion empty when there is none
 * @param withheld why nothing can be said of it; null where there is something
 * @param sample empty where something is withheld
 * @param errors the version's errors on it; null where there are no scores
 */
record JudgedRounds(
    String modelVersion,
    @Nullable WithheldEstimate withheld,
    WaveSample sample,
    @Nullable ScoredErrors errors) {

  /**
   * The rounds of a model version.
   *
   * @param wanted the version; empty for the current one
   * @throws ModelVersionNotFound when there is no such version
   */
  static JudgedRounds of(
      Tables tables, ProjectRow project, SettledState state, String wanted, VersionScores scores) {
    JudgedItems own = JudgedItems.of(tables, project, state, wanted);
    if (own.withheld() != null
        && own.withheld().getReason() != WithheldEstimate.Reason.REASON_TOO_FEW_LABELS) {
      return new JudgedRounds(own.modelVersion(), own.withheld(), own.sample(), null);
    }
    ScoreSetRow first = first(tables, project, own.modelVersion());
    ScoreColumns columns = scores.of(tables, first);
    boolean isMultiLabel = !LabelSpace.of(project.definition()).allows(Use.PREDICTED_CLASS);
    Predictions predictions = new Predictions(columns, isMultiLabel);
    WaveSample since = state.sample().only(wave -> wave.waveNumber() > lastLearntFrom(first));
    boolean isWhole = columns.scoredCount() >= first.poolCount();
    WaveSample whole = isWhole ? ofOnePool(since, first, state.setAside()) : since.until(0);
    WaveSample ofOwn = own.sample().only(wave -> wave.waveNumber() > lastLearntFrom(first));
    boolean ofWhole = !whole.waves().isEmpty() && whole.items().size() >= ofOwn.items().size();
    WaveSample sample = ofWhole ? whole : ofOwn;
    ScoredErrors errors = ScoredErrors.of(predictions, ofWhole, sample.waves(), own.opinions());
    boolean isEmpty = sample.items().stream().noneMatch(errors::isMember);
    return new JudgedRounds(
        own.modelVersion(), isEmpty ? reason(state, since, first, isWhole) : null, sample, errors);
  }

  /** The scores that tell nothing of labels that came after the version. */
  private static ScoreSetRow first(Tables tables, ProjectRow project, String modelVersion) {
    List<ScoreSetRow> revisions = tables.scores().revisions(project.projectId(), modelVersion);
    return revisions.stream()
        .filter(ScoreSetRow::used)
        .findFirst()
        .orElseGet(() -> revisions.get(revisions.size() - 1));
  }

  /** The last wave whose labels the version could have learnt from; 0 where it is from none. */
  private static long lastLearntFrom(ScoreSetRow first) {
    Long told = first.trainedThrough();
    return told == null ? first.afterWave() : Math.max(told, 0);
  }

  private static WaveSample ofOnePool(WaveSample since, ScoreSetRow first, SetAside setAside) {
    WaveSample scored =
        since.only(wave -> wave.poolCount() <= first.poolCount()).untilFirstUnsettled();
    List<WaveRow> waves = scored.waves();
    int from = Math.max(waves.size() - 1, 0);
    while (from > 0 && waves.get(from - 1).poolCount() == waves.get(from).poolCount()) {
      from--;
    }
    return scored.from(from).sinceLastSetAside(setAside);
  }

  private static WithheldEstimate reason(
      SettledState state, WaveSample since, ScoreSetRow first, boolean isWhole) {
    if (since.items().isEmpty()) {
      boolean isTrained = !state.sample().items().isEmpty() && first.trainedThrough() != null;
      return isTrained
          ? EstimateBuilder.reason(
              WithheldEstimate.Reason.REASON_TRAINED_ON_LABELS,
              "the model could have learnt from every label up to wave "
                  + lastLearntFrom(first)
                  + ", and none is settled since; label some, or publish out-of-fold scores")
          : EstimateBuilder.reason(
              WithheldEstimate.Reason.REASON_TOO_FEW_LABELS,
              "no item drawn since the scores were published is settled; label some, or say at"
                  + " publishing which labels the model was trained on");
    }
    return isWhole
        ? EstimateBuilder.reason(
            WithheldEstimate.Reason.REASON_POOL_CHANGED,
            "items were put since the version was scored, and its labels are of that larger pool;"
                + " publish scores of all items as a new version")
        : EstimateBuilder.reason(
            WithheldEstimate.Reason.REASON_PROBABILITIES_MISSING,
            "the version scores "
                + first.scoredCount()
                + " of "
                + first.poolCount()
                + " items, and labels were drawn from all; publish the scores of the rest");
  }

  /** The latest second opinion of errors that the rounds have; empty where they have none. */
  String secondOpinionVersion() {
    return errors == null
        ? ""
        : errors.opinions().of(sample).stream()
            .map(WaveOpinion::getVersion)
            .max(Comparator.naturalOrder())
            .map(String::valueOf)
            .orElse("");
  }
}
