package dev.assay.server.evaluation;

import dev.assay.sampling.evaluate.HalfWidthForecast;
import dev.assay.sampling.evaluate.RoundDesign;
import dev.assay.sampling.evaluate.RoundPlan;
import dev.assay.server.failure.EvaluationNothingToDraw;
import dev.assay.server.failure.EvaluationPoolChanged;
import dev.assay.server.failure.EvaluationVersionNotCurrent;
import dev.assay.server.failure.ModelVersionNotFound;
import dev.assay.server.pool.PoolIndexes;
import dev.assay.server.pool.PoolSnapshot;
import dev.assay.server.pool.ScoreColumns;
import dev.assay.server.store.EvaluationRoundRow;
import dev.assay.server.store.EvaluationRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.v1.EvaluationForecast;
import dev.assay.v1.EvaluationInputs;
import dev.assay.v1.EvaluationPlan;
import dev.assay.v1.StoredEvaluation;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Draws rounds from the pool as it is, without any lock: what takes as long as a pool is large. */
final class RoundPreparer {
  private final Store store;
  private final PoolIndexes indexes;
  private final RoundSeeds seeds;

  RoundPreparer(Store store, PoolIndexes indexes, RoundSeeds seeds) {
    this.store = store;
    this.indexes = indexes;
    this.seeds = seeds;
  }

  /** An evaluation that is to be, and its first round. */
  record Beginning(StoredEvaluation definition, PreparedRound round) {}

  /**
   * Draws the first round.
   *
   * @param plan with its defaults
   * @param wanted the model version; empty for the current one
   */
  Beginning begin(PoolMoment moment, EvaluationPlan plan, String wanted) {
    ScoreColumns scores = scores(moment);
    if (!wanted.isEmpty() && !wanted.equals(scores.modelVersion())) {
      throw new EvaluationVersionNotCurrent(wanted, scores.modelVersion());
    }
    int[] drawable = drawable(moment, scores);
    int[] known = known(moment, scores, ordinal -> !moment.reserved().get(ordinal));
    RoundDesign design = RoundDesign.named(plan.getDesign()).orElseThrow();
    List<String> classNames = classNames(moment);
    RoundCandidates candidates = RoundCandidates.of(drawable, scores, plan, classNames);
    HalfWidthForecast forecast =
        forecast(design, candidates, scores, plan, classNames, known.length);
    int needed = plan.getHalfWidth() == 0 ? 0 : forecast.labelsNeeded(plan.getHalfWidth());
    int budget =
        Math.min(
            plan.getHalfWidth() == 0
                ? plan.getLabelBudget()
                : Math.max(Math.min(needed, PlanRules.MAX_LABELS), PlanRules.MIN_LABELS),
            drawable.length);
    RoundPlan rounds = RoundPlan.of(drawable.length, budget, plan.getMaxRounds());
    double[] pi = design.inclusionProbabilities(candidates.frame(), budget);
    StoredEvaluation.Builder definition =
        StoredEvaluation.newBuilder()
            .setModelVersion(scores.modelVersion())
            .setPlan(plan.toBuilder().setLabelBudget(budget))
            .setForecast(
                EvaluationForecast.newBuilder()
                    .setLabelCount((int) Math.round(Arrays.stream(pi).sum()))
                    .setHalfWidth(forecast.halfWidth(budget))
                    .setCostMicros(cost(moment, drawable, pi))
                    .setLabelsNeeded(plan.getHalfWidth() == 0 ? budget : needed)
                    .setCandidateCount(drawable.length)
                    .setKnownCount(known.length));
    Arrays.stream(rounds.sizes()).forEach(definition::addRoundSizes);
    Arrays.stream(rounds.weights()).forEach(definition::addRoundWeights);
    EvaluationInputs.Builder inputs =
        EvaluationInputs.newBuilder()
            .setRound(1)
            .setPlan(definition.getPlan())
            .setSize(rounds.sizes()[0]);
    return new Beginning(definition.build(), draw(moment, scores, inputs, drawable, known));
  }

  /** Draws the next round. */
  PreparedRound advance(PoolMoment moment, EvaluationRow evaluation, EvaluationSample sample) {
    ScoreColumns scores = scores(moment);
    if (scores.scoreSetId() != evaluation.scoreSetId()) {
      throw new EvaluationVersionNotCurrent(
          evaluation.definition().getModelVersion(), scores.modelVersion());
    }
    BitSet earlier = new BitSet();
    sample.items().forEach(item -> earlier.set(item.ordinal()));
    for (EvaluationRoundRow round : sample.rounds()) {
      Arrays.stream(round.known()).forEach(earlier::set);
    }
    BitSet neverThere = new BitSet();
    store.read(
        tables -> {
          tables
              .gold()
              .scanReserved(
                  evaluation.projectId(), sample.rounds().get(0).waveNumber(), neverThere::set);
          return neverThere.cardinality();
        });
    int next = sample.rounds().size();
    EvaluationInputs.Builder inputs =
        EvaluationInputs.newBuilder()
            .setEvaluationId(evaluation.evaluationId())
            .setRound(next + 1)
            .setPlan(evaluation.definition().getPlan())
            .setSize(evaluation.definition().getRoundSizes(next));
    for (EvaluationSample.Item item : sample.items()) {
      if (item.isDrawn() && item.outcome() == EvaluationSample.Outcome.JUDGED) {
        inputs.addLearntOrdinals(item.ordinal()).addLearntErrors(item.isWrong());
      }
    }
    return draw(
        moment,
        scores,
        inputs,
        drawable(moment, scores),
        known(moment, scores, ordinal -> !earlier.get(ordinal) && !neverThere.get(ordinal)));
  }

  private PreparedRound draw(
      PoolMoment moment,
      ScoreColumns scores,
      EvaluationInputs.Builder inputs,
      int[] drawable,
      int[] known) {
    if (moment.part() != null) {
      int before = 0;
      for (int ordinal : drawable) {
        inputs.addPartSteps(ordinal - before);
        before = ordinal;
      }
    }
    long seed = seeds.seed(moment.project().name(), moment.progress().lastWaveNumber() + 1);
    EvaluationInputs complete = inputs.build();
    RoundDrawing drawing = RoundDrawing.of(complete, drawable, scores, classNames(moment), seed);
    return PreparedRound.of(moment, scores, complete, seed, drawing, known);
  }

  private ScoreColumns scores(PoolMoment moment) {
    @Nullable Long scoreSetId = moment.progress().scoreSetId();
    if (scoreSetId == null) {
      throw new ModelVersionNotFound("");
    }
    PoolSnapshot snapshot =
        indexes.snapshot(moment.project().projectId(), moment.progress().poolVersion());
    ScoreColumns scores = snapshot.scores();
    if (scores == null || scores.scoreSetId() != scoreSetId) {
      throw new EvaluationPoolChanged();
    }
    return scores;
  }

  private static List<String> classNames(PoolMoment moment) {
    return moment.project().definition().getLabelSchema().getClassNamesList();
  }

  private static int[] drawable(PoolMoment moment, ScoreColumns scores) {
    int[] drawable = judged(moment, scores, moment::isUnserved);
    if (drawable.length == 0) {
      throw new EvaluationNothingToDraw(scores.modelVersion());
    }
    return drawable;
  }

  private static int[] known(PoolMoment moment, ScoreColumns scores, IntPredicate condition) {
    return judged(
        moment, scores, ordinal -> !moment.isUnserved(ordinal) && condition.test(ordinal));
  }

  private static int[] judged(PoolMoment moment, ScoreColumns scores, IntPredicate condition) {
    return IntStream.range(0, moment.progress().itemCount())
        .filter(ordinal -> scores.isJudged(ordinal) && moment.isInPart(ordinal))
        .filter(condition)
        .toArray();
  }

  private static HalfWidthForecast forecast(
      RoundDesign design,
      RoundCandidates candidates,
      ScoreColumns scores,
      EvaluationPlan plan,
      List<String> classNames,
      int knownCount) {
    double[] deviations =
        RoundCandidates.deviations(candidates.ordinals(), scores, plan.getMetrics(0), classNames);
    long units = candidates.ordinals().length;
    return deviations.length == 0
        ? HalfWidthForecast.ofErrors(
            design, candidates.frame(), units + knownCount, plan.getLevel())
        : HalfWidthForecast.ofDeviations(
            design, candidates.frame(), deviations, units, plan.getLevel());
  }

  /** The expected price of the votes that settle what is drawn where all agree. */
  private long cost(PoolMoment moment, int[] drawable, double[] pi) {
    PoolSnapshot snapshot =
        indexes.snapshot(moment.project().projectId(), moment.progress().poolVersion());
    double sum = 0;
    for (int i = 0; i < drawable.length; i++) {
      long own = snapshot.priceMicros(drawable[i]);
      sum += pi[i] * (own < 0 ? moment.project().definition().getDefaultPriceMicros() : own);
    }
    return Math.round(sum * moment.project().definition().getPolicy().getAgreeingVotes());
  }

  /** Reads what a round is drawn from. */
  <T> T read(java.util.function.Function<Tables, T> reading) {
    return store.read(reading::apply);
  }
}
