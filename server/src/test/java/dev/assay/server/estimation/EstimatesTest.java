package dev.assay.server.estimation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.estimate.metric.Confusion;
import dev.assay.sampling.estimate.metric.LinearRatio;
import dev.assay.server.acquisition.Definitions;
import dev.assay.server.acquisition.LocalProject;
import dev.assay.server.failure.InvalidRequest;
import dev.assay.server.failure.ModelVersionNotFound;
import dev.assay.server.failure.UnsupportedLabelSchema;
import dev.assay.server.pool.UseModelVersion;
import dev.assay.server.store.Store;
import dev.assay.server.store.StoreOptions;
import dev.assay.server.store.engine.StoreEngines;
import dev.assay.server.trainingset.ExportTrainingSet;
import dev.assay.v1.Assignment;
import dev.assay.v1.BudgetLine;
import dev.assay.v1.BudgetPlan;
import dev.assay.v1.ConfidenceInterval;
import dev.assay.v1.Estimate;
import dev.assay.v1.EstimateAccuracyRequest;
import dev.assay.v1.EstimateBasis;
import dev.assay.v1.EstimateMetricRequest;
import dev.assay.v1.EstimatePrevalenceRequest;
import dev.assay.v1.ExportTrainingSetRequest;
import dev.assay.v1.ExportTrainingSetResponse;
import dev.assay.v1.LabelSchema;
import dev.assay.v1.ModelVersion;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.Policy;
import dev.assay.v1.Project;
import dev.assay.v1.Slice;
import dev.assay.v1.TrainingExample;
import dev.assay.v1.UseModelVersionRequest;
import dev.assay.v1.WithheldEstimate;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Estimates as the server makes them, against a pool whose truth is known: over many projects, each
 * with its own pool, scores, waves, withdrawals and missing verdicts, the mean error is nothing but
 * chance and the intervals hold the truth as often as they say.
 */
class EstimatesTest {
  private static final int PROJECTS = 250;
  private static final int POOL = 300;
  private static final String[] CLASSES = {"a", "b", "c"};

  @TempDir Path folder;

  private final AtomicLong clockMillis = new AtomicLong(1_700_000_000_000L);

  private Store openStore() {
    InstantSource clock = () -> Instant.ofEpochMilli(clockMillis.get());
    return StoreEngines.open(folder.resolve("assay.db").toString(), StoreOptions.defaults(), clock);
  }

  /** A pool of which the truth is known, and a model that is often sure and sometimes wrong. */
  private record Pool(int[] truth, float[][] scores) {
    static Pool of(long seed, int size) {
      SeededStream random = new SeededStream(seed);
      int[] truth = new int[size];
      float[][] scores = new float[size][3];
      for (int i = 0; i < size; i++) {
        double kind = random.nextUnit();
        truth[i] = kind < 0.6 ? 0 : kind < 0.9 ? 1 : 2;
        double sureness = 0.4 + 0.6 * random.nextUnit();
        boolean right = random.nextUnit() < 0.5 + sureness / 2;
        int predicted = right ? truth[i] : (truth[i] + 1) % 3;
        for (int k = 0; k < 3; k++) {
          scores[i][k] = (float) (k == predicted ? sureness : (1 - sureness) / 2);
        }
      }
      return new Pool(truth, scores);
    }

    int predicted(int i) {
      int best = 0;
      for (int k = 1; k < 3; k++) {
        best = scores[i][k] > scores[i][best] ? k : best;
      }
      return best;
    }

    String label(String itemId) {
      return CLASSES[truth[Integer.parseInt(itemId.substring(1))]];
    }
  }

  /**
   * The errors of one kind of estimate over all projects, and how many of its 90 % intervals held
   * the truth.
   */
  private static final class Score {
    private final List<Double> errors = new ArrayList<>();
    private int held;
    private double widths;

    /** Of intervals that know how many labels there are, and nothing of scores and designs. */
    private double hoeffding;

    void add(Estimate estimate, double truth) {
      assertThat(estimate.hasValue()).as(estimate.toString()).isTrue();
      errors.add(estimate.getValue().getPoint() - truth);
      ConfidenceInterval interval = estimate.getValue().getIntervals(0);
      assertThat(interval.getLevel()).isEqualTo(0.9);
      widths += interval.getHigh() - interval.getLow();
      hoeffding += Math.sqrt(2 * Math.log(2 / 0.1) / estimate.getLabelCount());
      held += interval.getLow() <= truth && truth <= interval.getHigh() ? 1 : 0;
    }

    void assertHonest(String name) {
      int n = errors.size();
      double mean = errors.stream().mapToDouble(e -> e).sum() / n;
      double variance = errors.stream().mapToDouble(e -> (e - mean) * (e - mean)).sum() / (n - 1);
      assertThat(mean / Math.sqrt(variance / n))
          .as("%s: z of the mean error", name)
          .isBetween(-4.0, 4.0);
      double slack = 4 * Math.sqrt(0.9 * 0.1 / n);
      assertThat((double) held / n).as("%s: coverage at 0.9", name).isGreaterThan(0.9 - slack);
      assertThat(widths / n).as("%s: mean width", name).isLessThan(hoeffding / n);
    }

    /** No wider than the normal interval of coverage 0.96, but for chance in the deviation. */
    void assertSharp(String name) {
      int n = errors.size();
      double square = errors.stream().mapToDouble(e -> e * e).sum() / n;
      double widest = 2 * 2.053749 * Math.sqrt(square) * (1 + 4 / Math.sqrt(2.0 * n));
      assertThat(widths / n).as("%s: mean width", name).isLessThan(widest);
    }
  }

  @Test
  void estimatesAreUnbiasedAndTheirIntervalsHoldTheTruth() {
    Score accuracy = new Score();
    Score explored = new Score();
    Score prevalence = new Score();
    Map<String, Score> metrics = new HashMap<>();
    EstimateMetric.METRICS.forEach(metric -> metrics.put(metric.name(), new Score()));
    try (Store store = openStore()) {
      for (int p = 0; p < PROJECTS; p++) {
        runProject(store, p, accuracy, explored, prevalence, metrics);
      }
    }
    accuracy.assertHonest("accuracy");
    accuracy.assertSharp("accuracy");
    explored.assertHonest("accuracy from exploration");
    explored.assertSharp("accuracy from exploration");
    prevalence.assertHonest("prevalence");
    metrics.forEach(
        (metric, score) -> {
          assertThat(score.errors).as(metric).hasSizeGreaterThan(PROJECTS * 9 / 10);
          score.assertHonest(metric);
        });
  }

  private void runProject(
      Store store,
      int p,
      Score accuracy,
      Score explored,
      Score prevalence,
      Map<String, Score> metrics) {
    Pool pool = Pool.of(p, POOL);
    Policy.Builder policy =
        Policy.newBuilder()
            .setWaveSize(40)
            .setStrategy("margin")
            .setSharpness(2)
            .setExplorationShare(0.4);
    LocalProject project =
        new LocalProject(
            store, "projects/p" + p, Definitions.threeClasses(policy), 1_000_000, p, clockMillis);
    project.putItems(POOL, null);
    Set<String> served = new HashSet<>(label(project, pool, 20)); // half of a wave without scores
    project.putScores("v1", pool.scores()); // withdraws the rest
    Set<String> beforeScores = new HashSet<>(served);
    label(project, pool, 40);
    label(project, pool, 25); // part of a second wave
    project.next("absent", 5); // never labelled

    Queries queries = new Queries(store, "projects/p" + p);
    double right = 0;
    double judged = 0;
    double ofFirstClass = 0;
    for (int i = 0; i < POOL; i++) {
      ofFirstClass += pool.truth()[i] == 0 ? 1 : 0;
      if (!beforeScores.contains("i" + i)) {
        judged++;
        right += pool.predicted(i) == pool.truth()[i] ? 1 : 0;
      }
    }
    Estimate estimate = queries.accuracy(EstimateBasis.ESTIMATE_BASIS_ALL_DRAWS);
    assertThat(estimate.getPopulationCount()).isEqualTo((long) judged);
    assertThat(estimate.getMissingCount()).isEqualTo(5);
    accuracy.add(estimate, right / judged);
    explored.add(queries.accuracy(EstimateBasis.ESTIMATE_BASIS_EXPLORE_SLICE), right / judged);
    prevalence.add(queries.prevalence(0), ofFirstClass / POOL);
    double[] totals = new double[Confusion.WIDTH];
    for (int i = 0; i < POOL; i++) {
      if (!beforeScores.contains("i" + i)) {
        totals[Confusion.cell(pool.truth()[i] == 0, pool.predicted(i) == 0)]++;
      }
    }
    for (LinearRatio metric : EstimateMetric.METRICS) {
      Estimate of = queries.metric(metric.name(), "a");
      if (of.hasValue()) { // a rare one is withheld; that does not depend on its hits
        requireNonNull(metrics.get(metric.name())).add(of, metric.value(totals));
      }
    }
  }

  @Test
  void anExploitationLineThatIsUsedUpBiasesNothing() {
    Score accuracy = new Score();
    Score prevalence = new Score();
    try (Store store = openStore()) {
      for (int p = 0; p < PROJECTS; p++) {
        runWithExploitationLine(store, p, accuracy, prevalence);
      }
    }
    accuracy.assertHonest("accuracy");
    accuracy.assertSharp("accuracy");
    prevalence.assertHonest("prevalence");
  }

  private void runWithExploitationLine(Store store, int p, Score accuracy, Score prevalence) {
    Pool pool = Pool.of(1_000 + p, POOL);
    Policy.Builder policy =
        Policy.newBuilder()
            .setWaveSize(40)
            .setStrategy("margin")
            .setSharpness(2)
            .setExplorationShare(0.4);
    LocalProject project =
        new LocalProject(
            store, "projects/e" + p, Definitions.threeClasses(policy), 1_000_000, p, clockMillis);
    project.putItems(POOL, null);
    project.putScores("v1", pool.scores());
    project.plan(
        BudgetPlan.newBuilder()
            .addLines(
                BudgetLine.newBuilder()
                    .setName("exploit")
                    .addSlices(Slice.SLICE_EXPLOIT)
                    .setLabelCeiling(14)));
    int left = 80;
    while (left > 0) {
      NextBatchResponse batch = project.next("ann", left);
      if (batch.getAssignmentsCount() > 0) {
        project.submit("ann", batch.getAssignmentsList(), pool::label);
      }
      left -= batch.getAssignmentsCount();
    }
    Queries queries = new Queries(store, "projects/e" + p);
    double right = 0;
    double ofFirstClass = 0;
    for (int i = 0; i < POOL; i++) {
      ofFirstClass += pool.truth()[i] == 0 ? 1 : 0;
      right += pool.predicted(i) == pool.truth()[i] ? 1 : 0;
    }
    accuracy.add(queries.accuracy(EstimateBasis.ESTIMATE_BASIS_ALL_DRAWS), right / POOL);
    prevalence.add(queries.prevalence(0), ofFirstClass / POOL);
  }

  private static List<String> label(LocalProject project, Pool pool, int count) {
    NextBatchResponse batch = project.next("ann", count);
    assertThat(batch.getAssignmentsCount()).isEqualTo(count);
    project.submit("ann", batch.getAssignmentsList(), pool::label);
    return batch.getAssignmentsList().stream().map(Assignment::getItemId).toList();
  }

  /** The estimates of one project. */
  private record Queries(Store store, String project) {
    Estimate accuracy(EstimateBasis basis) {
      return new EstimateAccuracy(store, new SettledStates(), EstimationLimits.DEFAULT)
          .answer(EstimateAccuracyRequest.newBuilder().setProject(project).setBasis(basis).build())
          .getAccuracy();
    }

    Estimate metric(String metric, String className) {
      return new EstimateMetric(store, new SettledStates(), EstimationLimits.DEFAULT)
          .answer(
              EstimateMetricRequest.newBuilder()
                  .setProject(project)
                  .setMetric(metric)
                  .setClassName(className)
                  .build())
          .getClasses(0)
          .getEstimate();
    }

    Estimate prevalence(int classIndex) {
      return new EstimatePrevalence(store, new SettledStates(), EstimationLimits.DEFAULT)
          .answer(EstimatePrevalenceRequest.newBuilder().setProject(project).build())
          .getClasses(classIndex)
          .getPrevalence();
    }
  }

  private LocalProject smallProject(Store store, Pool pool) {
    LocalProject project =
        new LocalProject(
            store,
            LocalProject.NAME,
            Definitions.threeClasses(Policy.newBuilder().setWaveSize(40)),
            1_000_000,
            1,
            clockMillis);
    project.putItems(pool.truth().length, null);
    return project;
  }

  @Test
  void aVersionThatIsTakenUpAgainIsJudgedByWhatIsDrawnFromThenOn() {
    Pool pool = Pool.of(1, 200);
    try (Store store = openStore()) {
      LocalProject project = smallProject(store, pool);
      Queries queries = new Queries(store, LocalProject.NAME);
      project.putScores("v1", pool.scores());
      label(project, pool, 40);
      project.putScores("v2", pool.scores());
      label(project, pool, 40);
      ModelVersion used =
          project
              .run(
                  new UseModelVersion(
                      project.indexes,
                      (transaction, row, requestId) ->
                          project.waves.withdraw(transaction, row.projectId(), requestId)),
                  UseModelVersionRequest.newBuilder()
                      .setRequestId("back")
                      .setProject(LocalProject.NAME)
                      .setModelVersion("v1")
                      .build())
              .getModelVersion();
      assertThat(used.getCurrent()).isTrue();
      List<String> drawn = label(project, pool, 40);
      Estimate accuracy = queries.accuracy(EstimateBasis.ESTIMATE_BASIS_ALL_DRAWS);
      assertThat(accuracy.getLabelCount()).isEqualTo(drawn.size());
      assertThat(accuracy.getPopulationCount()).isEqualTo(120);
      assertThat(accuracy.hasValue()).isTrue();
    }
  }

  @Test
  void anEstimateWithoutEnoughBehindItIsWithheldWithItsReason() {
    Pool pool = Pool.of(1, 60);
    try (Store store = openStore()) {
      LocalProject project = smallProject(store, pool);
      Queries queries = new Queries(store, LocalProject.NAME);
      assertThat(queries.accuracy(EstimateBasis.ESTIMATE_BASIS_ALL_DRAWS).getWithheld().getReason())
          .isEqualTo(WithheldEstimate.Reason.REASON_NO_SCORES);
      assertThat(queries.prevalence(0).getWithheld().getReason())
          .isEqualTo(WithheldEstimate.Reason.REASON_TOO_FEW_LABELS);
      project.putScores("v1", pool.scores());
      label(project, pool, 9);
      assertThat(queries.accuracy(EstimateBasis.ESTIMATE_BASIS_ALL_DRAWS).getWithheld().getReason())
          .isEqualTo(WithheldEstimate.Reason.REASON_TOO_FEW_LABELS);
      label(project, pool, 1);
      assertThat(queries.accuracy(EstimateBasis.ESTIMATE_BASIS_ALL_DRAWS).hasValue()).isTrue();
      project.next("absent", 11);
      assertThat(queries.accuracy(EstimateBasis.ESTIMATE_BASIS_ALL_DRAWS).getWithheld().getReason())
          .isEqualTo(WithheldEstimate.Reason.REASON_TOO_MANY_MISSING);
      assertThatThrownBy(
              () ->
                  new EstimateAccuracy(store, new SettledStates(), EstimationLimits.DEFAULT)
                      .answer(
                          EstimateAccuracyRequest.newBuilder()
                              .setProject(LocalProject.NAME)
                              .setModelVersion("v9")
                              .build()))
          .isInstanceOf(ModelVersionNotFound.class);
    }
  }

  @Test
  void aMetricThatFewItemsCountInIsWithheld() {
    Pool pool = Pool.of(4, 60);
    try (Store store = openStore()) {
      LocalProject project = smallProject(store, pool);
      Queries queries = new Queries(store, LocalProject.NAME);
      assertThat(queries.metric("precision", "c").getWithheld().getReason())
          .isEqualTo(WithheldEstimate.Reason.REASON_NO_SCORES);
      project.putScores("v1", pool.scores());
      label(project, pool, 30);
      assertThat(queries.metric("precision", "a").hasValue()).isTrue();
      WithheldEstimate rare = queries.metric("precision", "c").getWithheld();
      assertThat(rare.getReason()).isEqualTo(WithheldEstimate.Reason.REASON_TOO_FEW_LABELS);
      assertThat(rare.getDescription()).contains("precision", "10 are needed");
      assertThatThrownBy(() -> queries.metric("precision", "d"))
          .isInstanceOf(InvalidRequest.class)
          .hasMessageContaining("class_name");
    }
  }

  @Test
  void aPoolLabelledInFullHasItsRecallAsEstimateAndAsInterval() {
    Pool pool = Pool.of(5, 60);
    try (Store store = openStore()) {
      LocalProject project = smallProject(store, pool);
      project.putScores("v1", pool.scores());
      label(project, pool, 40);
      label(project, pool, 20);
      double found = 0;
      double there = 0;
      for (int i = 0; i < 60; i++) {
        there += pool.truth()[i] == 0 ? 1 : 0;
        found += pool.truth()[i] == 0 && pool.predicted(i) == 0 ? 1 : 0;
      }
      Estimate recall = new Queries(store, LocalProject.NAME).metric("recall", "a");
      assertThat(recall.getValue().getPoint()).isCloseTo(found / there, within(1e-9));
      assertThat(recall.getValue().getIntervals(0).getLow()).isCloseTo(found / there, within(1e-9));
      assertThat(recall.getValue().getIntervals(1).getHigh())
          .isCloseTo(found / there, within(1e-9));
    }
  }

  @Test
  void itemsOfSeveralClassesHaveNoEstimate() {
    try (Store store = openStore()) {
      Project definition =
          Definitions.threeClasses(Policy.newBuilder()).toBuilder()
              .setLabelSchema(
                  LabelSchema.newBuilder()
                      .setKind(LabelSchema.Kind.KIND_MULTI_LABEL)
                      .addAllClassNames(List.of(CLASSES)))
              .build();
      new LocalProject(store, LocalProject.NAME, definition, 1_000, 1, clockMillis);
      Queries queries = new Queries(store, LocalProject.NAME);
      assertThatThrownBy(() -> queries.accuracy(EstimateBasis.ESTIMATE_BASIS_ALL_DRAWS))
          .isInstanceOf(UnsupportedLabelSchema.class);
      assertThatThrownBy(() -> queries.prevalence(0)).isInstanceOf(UnsupportedLabelSchema.class);
      assertThatThrownBy(() -> queries.metric("precision", "a"))
          .isInstanceOf(UnsupportedLabelSchema.class);
    }
  }

  @Test
  void aPoolLabelledInFullHasItsShareAsEstimateAndAsInterval() {
    Pool pool = Pool.of(2, 60);
    try (Store store = openStore()) {
      LocalProject project = smallProject(store, pool);
      project.putScores("v1", pool.scores());
      label(project, pool, 40);
      label(project, pool, 20);
      Estimate estimate =
          new Queries(store, LocalProject.NAME).accuracy(EstimateBasis.ESTIMATE_BASIS_ALL_DRAWS);
      double right = 0;
      for (int i = 0; i < 60; i++) {
        right += pool.predicted(i) == pool.truth()[i] ? 1 : 0;
      }
      assertThat(estimate.getValue().getPoint()).isCloseTo(right / 60, within(1e-9));
      assertThat(estimate.getValue().getIntervals(0).getLow()).isCloseTo(right / 60, within(1e-9));
      assertThat(estimate.getValue().getIntervals(1).getHigh()).isCloseTo(right / 60, within(1e-9));
    }
  }

  @Test
  void trainingWeightsAverageToThePool() {
    Pool pool = Pool.of(3, 200);
    try (Store store = openStore()) {
      LocalProject project = smallProject(store, pool);
      label(project, pool, 20);
      project.putScores("v1", pool.scores());
      label(project, pool, 40);
      ExportTrainingSetResponse part =
          requireNonNull(
              new ExportTrainingSet(store)
                  .open(ExportTrainingSetRequest.newBuilder().setProject(LocalProject.NAME).build())
                  .next());
      assertThat(part.getExamplesList())
          .hasSize(60)
          .allSatisfy(
              example ->
                  assertThat(example.getVerdict().getClassNames(0))
                      .isEqualTo(pool.label(example.getItemId())));
      double weights =
          part.getExamplesList().stream().mapToDouble(TrainingExample::getWeight).sum();
      assertThat(weights / 200).as("weights sum to the pool up to chance").isBetween(0.5, 1.5);
    }
  }
}
