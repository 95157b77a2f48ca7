package dev.assay.server.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.SeededStream;
import dev.assay.server.acquisition.Definitions;
import dev.assay.server.acquisition.LocalProject;
import dev.assay.server.failure.InvalidRequest;
import dev.assay.server.failure.ModelVersionNotFound;
import dev.assay.server.pool.PoolIndexes;
import dev.assay.server.store.Store;
import dev.assay.server.store.StoreOptions;
import dev.assay.server.store.engine.StoreEngines;
import dev.assay.v1.CompareModelVersionsRequest;
import dev.assay.v1.CompareModelVersionsResponse;
import dev.assay.v1.Estimate;
import dev.assay.v1.EstimateAccuracyRequest;
import dev.assay.v1.EstimateAverage;
import dev.assay.v1.EstimateGrouping;
import dev.assay.v1.EstimateMetricRequest;
import dev.assay.v1.EstimateRow;
import dev.assay.v1.EstimateSource;
import dev.assay.v1.GetEstimateRequest;
import dev.assay.v1.GetEstimateResponse;
import dev.assay.v1.IntervalValidity;
import dev.assay.v1.ListModelEstimatesRequest;
import dev.assay.v1.ModelEstimate;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.Policy;
import dev.assay.v1.WithheldEstimate;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be asked of model versions, and which labels answer. */
@SuppressWarnings("NullAway.Init")
class GetEstimateTest {
  private static final int POOL = 300;
  private static final String[] CLASSES = {"a", "b", "c"};

  @TempDir Path folder;

  private final AtomicLong clockMillis = new AtomicLong(1_700_000_000_000L);
  private final int[] truth = new int[POOL];

  private Store store;
  private LocalProject project;

  @BeforeEach
  void open() {
    InstantSource clock = () -> Instant.ofEpochMilli(clockMillis.get());
    store =
        StoreEngines.open(folder.resolve("assay.db").toString(), StoreOptions.defaults(), clock);
    SeededStream random = new SeededStream(1);
    for (int i = 0; i < POOL; i++) {
      truth[i] = random.nextBelow(3);
    }
    project =
        new LocalProject(
            store,
            LocalProject.NAME,
            Definitions.threeClasses(
                Policy.newBuilder().setWaveSize(40).setStrategy("margin").setExplorationShare(0.4)),
            1_000_000,
            1,
            clockMillis);
    project.putItems(POOL, null);
  }

  @AfterEach
  void close() {
    store.close();
  }

  /** Scores that are right with a probability, and sure of it. */
  private float[][] scores(long seed, double right) {
    SeededStream random = new SeededStream(seed);
    float[][] scores = new float[POOL][3];
    for (int i = 0; i < POOL; i++) {
      int predicted = random.nextUnit() < right ? truth[i] : (truth[i] + 1) % 3;
      for (int k = 0; k < 3; k++) {
        scores[i][k] = k == predicted ? 0.7f : 0.15f;
      }
    }
    return scores;
  }

  private double accuracy(float[][] scores) {
    double right = 0;
    for (int i = 0; i < POOL; i++) {
      right += scores[i][truth[i]] > 0.5f ? 1 : 0;
    }
    return right / POOL;
  }

  private void label(int count) {
    for (int left = count; left > 0; left -= 20) { // a batch is of one wave
      NextBatchResponse batch = project.next("ann", 20);
      assertThat(batch.getAssignmentsCount()).isEqualTo(20);
      project.submit(
          "ann",
          batch.getAssignmentsList(),
          item -> CLASSES[truth[Integer.parseInt(item.substring(1))]]);
    }
  }

  private GetEstimateResponse get(GetEstimateRequest.Builder request) {
    return new GetEstimate(
            store,
            new SettledStates(),
            new VersionScores(1 << 24),
            new PoolIndexes(store, 1 << 24),
            EstimationLimits.DEFAULT)
        .answer(request.setProject(LocalProject.NAME).build());
  }

  private Estimate one(String metric, String modelVersion) {
    return get(GetEstimateRequest.newBuilder().setMetric(metric).setModelVersion(modelVersion))
        .getEstimates(0)
        .getEstimate();
  }

  private CompareModelVersionsResponse compare(String baseline, String candidate) {
    return new CompareModelVersions(
            store, new SettledStates(), new VersionScores(1 << 24), EstimationLimits.DEFAULT)
        .answer(
            CompareModelVersionsRequest.newBuilder()
                .setProject(LocalProject.NAME)
                .setBaselineVersion(baseline)
                .setCandidateVersion(candidate)
                .build());
  }

  @Test
  void saysTheSameAsTheCallsOfSingleMetrics() {
    project.putScores("v1", scores(1, 0.8));
    label(60);
    Estimate accuracy =
        new EstimateAccuracy(store, new SettledStates(), EstimationLimits.DEFAULT)
            .answer(EstimateAccuracyRequest.newBuilder().setProject(LocalProject.NAME).build())
            .getAccuracy();
    assertThat(one("accuracy", "").getValue()).isEqualTo(accuracy.getValue());
    Estimate recall =
        new EstimateMetric(store, new SettledStates(), EstimationLimits.DEFAULT)
            .answer(
                EstimateMetricRequest.newBuilder()
                    .setProject(LocalProject.NAME)
                    .setMetric("recall")
                    .setClassName("b")
                    .build())
            .getClasses(0)
            .getEstimate();
    EstimateRow row =
        get(GetEstimateRequest.newBuilder().setMetric("recall").setClassName("b")).getEstimates(0);
    assertThat(row.getClassName()).isEqualTo("b");
    assertThat(row.getEstimate().getValue().getIntervalsList())
        .isEqualTo(recall.getValue().getIntervalsList());
    assertThat(row.getEstimate().getEffectiveLabelCount()).isBetween(10.0, 60.0);
  }

  @Test
  void aLaterVersionIsJudgedByTheLabelsThatItDidNotLearnFrom() {
    float[][] old = scores(1, 0.6);
    float[][] fresh = scores(2, 0.9);
    project.putScores("v1", old);
    label(80);
    project.putScores("all", fresh);
    assertThat(one("accuracy", "all").getWithheld().getReason())
        .isEqualTo(WithheldEstimate.Reason.REASON_TOO_FEW_LABELS);
    project.putScores("none", fresh, 0L);
    Estimate none = one("accuracy", "none");
    assertThat(none.getLabelCount()).isEqualTo(80);
    assertThat(none.getValue().getIntervals(1).getLow()).isLessThan(accuracy(fresh));
    assertThat(none.getValue().getIntervals(1).getHigh()).isGreaterThan(accuracy(fresh));
    project.putScores("through", fresh, 1L);
    Estimate through = one("accuracy", "through");
    assertThat(through.getLabelCount()).isEqualTo(40);
    assertThat(through.getPopulationCount()).isEqualTo(POOL - 40);
    project.putScores("trained", fresh, 2L);
    assertThat(one("accuracy", "trained").getWithheld().getReason())
        .isEqualTo(WithheldEstimate.Reason.REASON_TRAINED_ON_LABELS);
    project.putScores("folds", fresh, -1L);
    assertThat(one("accuracy", "folds").getValue()).isEqualTo(none.getValue());
    // What is drawn by another version since judges the earlier one, too.
    assertThat(one("accuracy", "v1").getLabelCount()).isEqualTo(80);
    label(40);
    assertThat(one("accuracy", "v1").getLabelCount()).isEqualTo(120);
    assertThat(one("accuracy", "all").getLabelCount()).isEqualTo(40);
  }

  @Test
  void twoVersionsAreComparedOnTheSameItems() {
    float[][] old = scores(1, 0.6);
    float[][] fresh = scores(2, 0.9);
    project.putScores("v1", old);
    label(80);
    project.putScores("v2", fresh, 0L);
    CompareModelVersionsResponse better = compare("v1", "v2");
    double difference = accuracy(fresh) - accuracy(old);
    assertThat(better.getDifference().getValue().getIntervals(0).getLow()).isLessThan(difference);
    assertThat(better.getDifference().getValue().getIntervals(0).getHigh())
        .isGreaterThan(difference);
    assertThat(better.getBetterProbability()).isGreaterThan(0.99);
    assertThat(better.getLabelsToDecide()).isZero();
    assertThat(
            better.getCandidate().getValue().getPoint()
                - better.getBaseline().getValue().getPoint())
        .isCloseTo(better.getDifference().getValue().getPoint(), within(1e-12));
    CompareModelVersionsResponse same = compare("v2", "v2");
    assertThat(same.getDifference().getValue().getPoint()).isZero();
    assertThat(same.getBetterProbability()).isEqualTo(0.5);
    assertThat(same.hasLabelsToDecide()).isFalse();
  }

  @Test
  void versionsAreListedWithTheirEstimates() {
    project.putScores("v1", scores(1, 0.6));
    label(60);
    project.putScores("v2", scores(2, 0.9), 0L);
    List<ModelEstimate> versions =
        new ListModelEstimates(
                store, new SettledStates(), new VersionScores(1 << 24), EstimationLimits.DEFAULT)
            .answer(ListModelEstimatesRequest.newBuilder().setProject(LocalProject.NAME).build())
            .getVersionsList();
    assertThat(versions).extracting(ModelEstimate::getModelVersion).containsExactly("v2", "v1");
    assertThat(versions).extracting(ModelEstimate::getCurrent).containsExactly(true, false);
    assertThat(versions.get(0).getEstimate()).isEqualTo(one("accuracy", "v2"));
  }

  @Test
  void partsOfThePoolAreRankedByHowSurelyTheyAreWorse() {
    float[][] scores = scores(1, 1);
    for (int i = 0; i < POOL; i++) {
      if (truth[i] == 1 && i % 2 == 0) {
        scores[i] = new float[] {0.7f, 0.15f, 0.15f};
      }
    }
    project.putScores("v1", scores);
    label(120);
    List<EstimateRow> rows =
        get(GetEstimateRequest.newBuilder()
                .setMetric("error")
                .setGrouping(EstimateGrouping.ESTIMATE_GROUPING_CLASS))
            .getEstimatesList();
    assertThat(rows).hasSize(3);
    assertThat(rows.get(0).getGroup()).isEqualTo("b");
    assertThat(rows.get(0).getRank().getAdjustedPValue()).isLessThan(0.001);
    assertThat(rows.get(0).getEstimate().getValue().getIntervals(0).getLow()).isLessThan(0.5);
    assertThat(rows.get(0).getEstimate().getValue().getIntervals(0).getHigh()).isGreaterThan(0.5);
    assertThat(rows.get(1).getRank().getAdjustedPValue()).isGreaterThan(0.5);
    assertThat(
            get(GetEstimateRequest.newBuilder()
                    .setMetric("error")
                    .setGrouping(EstimateGrouping.ESTIMATE_GROUPING_STRATUM))
                .getEstimates(0)
                .getEstimate()
                .getWithheld()
                .getReason())
        .isEqualTo(WithheldEstimate.Reason.REASON_NO_GROUPS);
  }

  @Test
  void whatCannotBeHonestIsWithheldWithItsReason() {
    assertThat(one("accuracy", "").getWithheld().getReason())
        .isEqualTo(WithheldEstimate.Reason.REASON_NO_SCORES);
    float[][] sure = scores(1, 0.8);
    for (float[] row : sure) {
      if (row[2] > 0.5f) {
        row[1] = 0.7f;
        row[2] = 0.15f; // "c" is never predicted
      }
    }
    project.putScores("v1", sure);
    label(60);
    assertThat(
            get(GetEstimateRequest.newBuilder().setMetric("precision").setClassName("c"))
                .getEstimates(0)
                .getEstimate()
                .getWithheld()
                .getReason())
        .isEqualTo(WithheldEstimate.Reason.REASON_TOO_FEW_LABELS);
    GetEstimateRequest.Builder anytime =
        GetEstimateRequest.newBuilder().setValidity(IntervalValidity.INTERVAL_VALIDITY_ANYTIME);
    assertThat(get(anytime.setMetric("brier")).getEstimates(0).getEstimate().getWithheld())
        .extracting(WithheldEstimate::getReason)
        .isEqualTo(WithheldEstimate.Reason.REASON_NO_ANYTIME_INTERVAL);
    assertThat(get(anytime.setMetric("error")).getEstimates(0).getEstimate().hasValue()).isTrue();
    assertThat(
            get(GetEstimateRequest.newBuilder()
                    .setMetric("log-loss")
                    .setSource(EstimateSource.ESTIMATE_SOURCE_EXPLORE_SLICE))
                .getEstimates(0)
                .getEstimate()
                .getWithheld()
                .getReason())
        .isEqualTo(WithheldEstimate.Reason.REASON_SOURCE_UNSUITED);
    project.putScores("part", Arrays.copyOf(sure, 100), 0L);
    assertThat(one("accuracy", "part").hasWithheld()).isTrue();
  }

  @Test
  void whatCannotBeMeantIsRefused() {
    project.putScores("v1", scores(1, 0.8));
    label(20);
    assertThatThrownBy(() -> one("accuracy", "unknown")).isInstanceOf(ModelVersionNotFound.class);
    assertThatThrownBy(
            () -> get(GetEstimateRequest.newBuilder().setMetric("recall").setClassName("nothing")))
        .isInstanceOf(InvalidRequest.class);
    assertThatThrownBy(() -> get(GetEstimateRequest.newBuilder().setMetric("cost").addCosts(1)))
        .isInstanceOf(InvalidRequest.class);
    assertThat(
            get(GetEstimateRequest.newBuilder()
                    .setMetric("f-beta")
                    .setAverage(EstimateAverage.ESTIMATE_AVERAGE_MACRO))
                .getEstimatesCount())
        .isOne();
  }
}
