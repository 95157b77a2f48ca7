package dev.assay.server.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.estimate.ClopperPearson;
import dev.assay.sampling.estimate.Interval;
import dev.assay.server.acquisition.Definitions;
import dev.assay.server.acquisition.LocalProject;
import dev.assay.v1.ClassPrevalence;
import dev.assay.v1.ConfidenceInterval;
import dev.assay.v1.Estimate;
import dev.assay.v1.EstimateAccuracyRequest;
import dev.assay.v1.EstimateBasis;
import dev.assay.v1.EstimatePrevalenceRequest;
import dev.assay.v1.LabelSchema;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.Policy;
import dev.assay.v1.Project;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Intervals of shares that are not rare, over waves as they are served. */
class ServedIntervalsTest {
  private static final int POOL = 2_000;

  /** Of the intervals that an answer has by default, that of level .95. */
  private static final int AT_95 = 1;

  @TempDir Path folder;

  private Served open(int classes, Policy.Builder policy) {
    Project definition =
        Definitions.threeClasses(policy).toBuilder()
            .setLabelSchema(
                LabelSchema.newBuilder()
                    .setKind(LabelSchema.Kind.KIND_MULTICLASS)
                    .addAllClassNames(List.of("a", "b", "c").subList(0, classes)))
            .build();
    LocalProject project = new LocalProject(folder, definition, 1_000_000);
    project.putItems(POOL, null);
    return new Served(project);
  }

  /** A project with its estimates. */
  private record Served(LocalProject project) implements AutoCloseable {
    void label(int count, UnaryOperator<String> answer) {
      NextBatchResponse batch = project.next("ann", count);
      assertThat(batch.getAssignmentsCount()).isEqualTo(count);
      project.submit("ann", batch.getAssignmentsList(), answer);
    }

    List<ClassPrevalence> prevalences(EstimateBasis basis) {
      return new EstimatePrevalence(project.store, new SettledStates(), EstimationLimits.DEFAULT)
          .answer(
              EstimatePrevalenceRequest.newBuilder()
                  .setProject(LocalProject.NAME)
                  .setBasis(basis)
                  .build())
          .getClassesList();
    }

    Estimate accuracy() {
      return new EstimateAccuracy(project.store, new SettledStates(), EstimationLimits.DEFAULT)
          .answer(EstimateAccuracyRequest.newBuilder().setProject(LocalProject.NAME).build())
          .getAccuracy();
    }

    @Override
    public void close() {
      project.close();
    }
  }

  private static int number(String itemId) {
    return Integer.parseInt(itemId.substring(1));
  }

  private static double width(ConfidenceInterval interval) {
    return interval.getHigh() - interval.getLow();
  }

  /** Seen as [.736, .990] where the slice alone gave [.824, .951]. */
  @Test
  void ninetyOfAHundredAreNoWiderThanTheSlice() {
    try (Served served = open(2, Policy.newBuilder().setWaveSize(100))) {
      int[] asked = {0};
      served.label(100, item -> asked[0]++ < 90 ? "a" : "b");
      Estimate all =
          served.prevalences(EstimateBasis.ESTIMATE_BASIS_ALL_DRAWS).get(0).getPrevalence();
      Estimate slice =
          served.prevalences(EstimateBasis.ESTIMATE_BASIS_EXPLORE_SLICE).get(0).getPrevalence();
      Interval exact = ClopperPearson.of(90, 100, .95);
      ConfidenceInterval interval = all.getValue().getIntervals(AT_95);
      assertThat(all.getValue().getPoint()).isCloseTo(.9, within(1e-9));
      assertThat(interval.getLow()).isBetween(exact.low(), .9);
      assertThat(interval.getHigh()).isBetween(.9, exact.high());
      assertThat(width(interval)).isLessThan(width(slice.getValue().getIntervals(AT_95)));
    }
  }

  @Test
  void twoClassesHaveComplementaryEstimatesWithAndWithoutScores() {
    try (Served served =
        open(
            2,
            Policy.newBuilder()
                .setWaveSize(60)
                .setStrategy("margin")
                .setSharpness(2)
                .setExplorationShare(.4))) {
      UnaryOperator<String> truth = item -> number(item) % 10 < 8 ? "a" : "b";
      served.label(40, truth);
      assertComplements(served);
      served.project().putScores("v1", scores(2, .7)); // withdraws the rest of the wave
      served.label(50, truth);
      served.project().next("absent", 4); // never labelled
      assertComplements(served);
    }
  }

  private static void assertComplements(Served served) {
    for (EstimateBasis basis :
        List.of(
            EstimateBasis.ESTIMATE_BASIS_ALL_DRAWS, EstimateBasis.ESTIMATE_BASIS_EXPLORE_SLICE)) {
      List<ClassPrevalence> classes = served.prevalences(basis);
      Estimate one = classes.get(0).getPrevalence();
      Estimate other = classes.get(1).getPrevalence();
      assertThat(one.getValue().getPoint())
          .isCloseTo(1 - other.getValue().getPoint(), within(1e-9));
      assertThat(one.getValue().getStandardError())
          .isCloseTo(other.getValue().getStandardError(), within(1e-9));
      for (int i = 0; i <= AT_95; i++) {
        ConfidenceInterval of = one.getValue().getIntervals(i);
        ConfidenceInterval rest = other.getValue().getIntervals(i);
        assertThat(of.getLow()).isCloseTo(1 - rest.getHigh(), within(1e-9));
        assertThat(of.getHigh()).isCloseTo(1 - rest.getLow(), within(1e-9));
      }
    }
  }

  @Test
  void sharesOfAllClassesSumToOne() {
    try (Served served =
        open(
            3,
            Policy.newBuilder()
                .setWaveSize(60)
                .setStrategy("margin")
                .setSharpness(2)
                .setExplorationShare(.4))) {
      UnaryOperator<String> truth = item -> List.of("a", "b", "c").get(number(item) % 3);
      served.project().putScores("v1", scores(3, .5));
      served.label(50, truth);
      served.label(40, truth);
      double sum = 0;
      for (ClassPrevalence of : served.prevalences(EstimateBasis.ESTIMATE_BASIS_ALL_DRAWS)) {
        sum += of.getPrevalence().getValue().getPoint();
      }
      assertThat(sum).isCloseTo(1, within(1e-9));
    }
  }

  /** The scores say nothing of the labels: they are to cost nothing either. */
  @Test
  void aUselessModelIsNoWorseThanNone() {
    try (Served served = open(2, Policy.newBuilder().setWaveSize(200).setExplorationShare(1))) {
      served.project().putScores("v1", scores(2, .5));
      served.label(200, item -> number(item) % 2 == 0 ? "a" : "b");
      ConfidenceInterval interval =
          served
              .prevalences(EstimateBasis.ESTIMATE_BASIS_ALL_DRAWS)
              .get(0)
              .getPrevalence()
              .getValue()
              .getIntervals(0);
      assertThat(width(interval)).isLessThan(1.1 * ClopperPearson.of(100, 200, .9).width());
    }
  }

  /** It is sure of itself and wrong nine times in ten. */
  @Test
  void theAccuracyOfAnOverconfidentModelIsAsWideAsTheBinomialInterval() {
    try (Served served = open(2, Policy.newBuilder().setWaveSize(200).setExplorationShare(1))) {
      float[][] scores = scores(2, .5);
      served.project().putScores("v1", scores);
      served.label(
          200,
          item -> {
            boolean right = number(item) % 10 == 0;
            return right == scores[number(item)][0] > .5 ? "a" : "b";
          });
      Estimate estimate = served.accuracy();
      long right = Math.round(200 * estimate.getValue().getPoint());
      assertThat(right).isBetween(5L, 40L);
      assertThat(width(estimate.getValue().getIntervals(0)))
          .isLessThan(1.1 * ClopperPearson.of(right, 200, .9).width());
    }
  }

  /** Predicted are class 0 with the given share and one of the others; surely, at .95. */
  private static float[][] scores(int classes, double share) {
    SeededStream random = new SeededStream(3);
    float[][] scores = new float[POOL][classes];
    for (float[] row : scores) {
      int predicted = random.nextUnit() < share ? 0 : 1 + random.nextBelow(classes - 1);
      Arrays.fill(row, .05f / (classes - 1));
      row[predicted] = .95f;
    }
    return scores;
  }
}
