package dev.assay.bench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.bench.data.DataFolder;
import dev.assay.bench.data.Examples;
import dev.assay.bench.data.Halves;
import dev.assay.bench.data.SourceFiles;
import dev.assay.sampling.SeededStream;
import dev.assay.sampling.learn.LogisticRegression;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogisticRegressionTest {
  private static final int ROWS = 200;

  @Test
  void balancesResidualsAgainstThePenaltyForTwoClasses() {
    Examples examples = blobs(2);
    double[][] p = examples.logistic(1e9).probabilities(examples.features());
    // At the optimum without a penalty the residuals are orthogonal to every feature.
    for (int feature = -1; feature < 2; feature++) {
      double sum = 0;
      for (int i = 0; i < ROWS; i++) {
        double x = feature < 0 ? 1 : examples.features()[i][feature];
        sum += (p[i][1] - examples.labels()[i]) * x;
      }
      assertThat(sum).isCloseTo(0, within(1e-3));
    }
  }

  @Test
  void balancesResidualsOfEachOfSeveralClasses() {
    Examples examples = blobs(3);
    double[][] p = examples.logistic(1e9).probabilities(examples.features());
    for (int k = 0; k < 3; k++) {
      double sum = 0;
      for (int i = 0; i < ROWS; i++) {
        sum += (p[i][k] - (examples.labels()[i] == k ? 1 : 0)) * examples.features()[i][0];
      }
      assertThat(sum).isCloseTo(0, within(1e-3));
    }
  }

  @Test
  void thePenaltyShrinksWhatSeparableClassesWouldBlowUp() {
    double[][] rows = {{-1}, {-2}, {1}, {2}};
    Examples separable = new Examples(rows, new int[] {0, 0, 1, 1}, 2);
    double[][] p = separable.logistic(1).probabilities(rows);
    double weight = StrictMath.log(p[3][1] / (1 - p[3][1])) / 2;
    // The optimum of 2 log(1 + e^-w) + 2 log(1 + e^-2w) + w^2 / 2, where the derivative is 0.
    double slope = -2 / (1 + Math.exp(weight)) - 4 / (1 + Math.exp(2 * weight)) + weight;
    assertThat(slope).isCloseTo(0, within(1e-3));
  }

  @Test
  void whereTrainingStartsDoesNotMatter() {
    Examples examples = blobs(3);
    int[] half = IntStream.range(0, ROWS / 2).toArray();
    LogisticRegression start = examples.of(half).logistic(1);
    LogisticRegression continued =
        LogisticRegression.train(examples.features(), examples.labels(), 3, 1, start, 1e-4);
    double[][] expected = examples.logistic(1).probabilities(examples.features());
    double[][] p = continued.probabilities(examples.features());
    for (int i = 0; i < ROWS; i++) {
      assertThat(p[i]).containsExactly(expected[i], within(1e-4));
    }
    LogisticRegression loose =
        LogisticRegression.train(examples.features(), examples.labels(), 3, 1, null, .01);
    double[][] q = loose.probabilities(examples.features());
    for (int i = 0; i < ROWS; i++) {
      assertThat(q[i]).containsExactly(expected[i], within(.01));
    }
  }

  @Test
  void errsOnBreastCancerAsOftenAsTheComparedExperiments() {
    SourceFiles files = new SourceFiles(DataFolder.ofEnvironment(Map.of()));
    Examples all = files.breastCancer();
    double errors = 0;
    int splits = 20;
    for (int split = 0; split < splits; split++) {
      Halves halves = Halves.stratified(all.labels(), 2, split);
      Examples half = all.of(halves.training());
      Examples pool = all.of(halves.pool());
      Scaling scaling = Scaling.of(half.features());
      Examples scaled = new Examples(scaling.apply(half.features()), half.labels(), 2);
      int[] predicted =
          ErrorScores.predictions(scaled.logistic(1).probabilities(scaling.apply(pool.features())));
      for (double error : ErrorScores.errors(predicted, pool.labels())) {
        errors += error / pool.size() / splits;
      }
    }
    // Published: 2.46 %; four standard errors of 20 pools of 285, taken as independent.
    assertThat(errors).isCloseTo(0.0246, within(4 * Math.sqrt(0.0246 * 0.9754 / 285 / 20)));
  }

  private static Examples blobs(int classes) {
    SeededStream random = new SeededStream(5);
    double[][] rows = new double[ROWS][2];
    int[] labels = new int[ROWS];
    for (int i = 0; i < ROWS; i++) {
      labels[i] = i % classes;
      rows[i][0] = labels[i] + 3 * random.nextUnit();
      rows[i][1] = random.nextUnit() - 0.4 * labels[i];
    }
    return new Examples(rows, labels, classes);
  }
}
