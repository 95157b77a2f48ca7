package dev.assay.app.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.app.trial.Comparison.Ranged;
import dev.assay.app.trial.Past.Labelled;
import dev.assay.v1.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ComparisonTest {

  private static Policy policy(String strategy, double share, double sharpness) {
    return Policy.newBuilder()
        .setStrategy(strategy)
        .setExplorationShare(share)
        .setSharpness(sharpness)
        .build();
  }

  /** Clouds of one class each on a circle, the first one large; a model that is right mostly. */
  private static Past clouds(int count, int classCount, boolean withScores) {
    SplittableRandom random = new SplittableRandom(5);
    List<Labelled> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int label = i % 2 == 0 ? 0 : i / 2 % classCount;
      double angle = 2 * Math.PI * label / classCount;
      double[] embedding = {
        Math.cos(angle) + .2 * random.nextDouble(-1, 1),
        Math.sin(angle) + .2 * random.nextDouble(-1, 1)
      };
      float[] scores = new float[withScores ? classCount : 0];
      if (withScores) {
        int said = random.nextDouble() < .8 ? label : (label + 1) % classCount;
        float sure = (float) random.nextDouble(.4, .9);
        for (int k = 0; k < classCount; k++) {
          scores[k] = k == said ? sure : (1 - sure) / (classCount - 1);
        }
      }
      items.add(new Labelled(embedding, scores, label, 1));
    }
    return new Past(items, classCount);
  }

  private static Comparison compare(Past past, Map<String, Policy> policies, int runs) {
    return Comparison.of(past, policies, 6, 3, runs, () -> true, done -> {});
  }

  @Test
  void aPolicyBesideItselfIsTheSame() {
    Policy policy = policy("margin", .3, 3);
    Comparison comparison =
        compare(
            clouds(60, 3, true), Map.of("a", policy, "b", policy, "c", policy("random", 1, 0)), 4);
    assertThat(comparison.names()).startsWith(Comparison.RANDOM).hasSize(4);
    assertThat(comparison.curveGain("a", "b")).isEqualTo(new Ranged(0, 0, 0));
    assertThat(comparison.neededMore("a", "b")).isEqualTo(new Ranged(0, 0, 0));
    assertThat(comparison.efficiencyRatio("a", "b")).isEqualTo(new Ranged(1, 1, 1));
    assertThat(comparison.curveGain("c", Comparison.RANDOM)).isEqualTo(new Ranged(0, 0, 0));
    assertThat(comparison.atRandom("a")).isFalse();
    assertThat(comparison.atRandom("c")).isTrue();
    assertThat(comparison.labels(2)).isEqualTo(18);
    assertThat(comparison.accuracies("a")).hasSize(3);
  }

  @Test
  void theSamePastGivesTheSameNumbers() {
    Map<String, Policy> policies = Map.of("a", policy("margin-spread", .1, 6));
    Comparison one = compare(clouds(60, 3, true), policies, 3);
    Comparison other = compare(clouds(60, 3, true), policies, 3);
    assertThat(one.curve("a")).isEqualTo(other.curve("a"));
    assertThat(one.efficiency("a")).isEqualTo(other.efficiency("a"));
    assertThat(one.curve("a").low()).isLessThanOrEqualTo(one.curve("a").value());
    assertThat(one.curve("a").high()).isGreaterThanOrEqualTo(one.curve("a").value());
  }

  /** Six clouds, six labels a wave: herding sees each at once, random labels miss some. */
  @Test
  void whatCoversTheCloudsLearnsFasterThanRandomLabels() {
    Comparison comparison =
        compare(clouds(240, 6, false), Map.of("cover", policy("max-herding", .05, 0)), 12);
    assertThat(comparison.curveGain("cover", Comparison.RANDOM).low()).isPositive();
    assertThat(comparison.neededMore("cover", Comparison.RANDOM).high()).isNegative();
    assertThat(comparison.efficiency("cover").value()).as("no scores, no estimate").isNaN();
    Past blind = clouds(60, 2, false);
    assertThat(compare(blind, Map.of("a", policy("margin", .3, 3)), 2).atRandom("a")).isTrue();
  }

  @Test
  void itEndsAfterTwoRunsWhereThereIsNoTime() {
    List<Integer> done = new ArrayList<>();
    Comparison comparison =
        Comparison.of(
            clouds(60, 3, true),
            Map.of("a", policy("margin", .3, 3)),
            6,
            3,
            50,
            () -> false,
            done::add);
    assertThat(comparison.runs()).isEqualTo(2);
    assertThat(done).containsExactly(1, 2);
  }

  /** The learner's test is of the pool: what stands for more counts more. */
  @Test
  void theTestWeighsItemsByWhatTheyStandFor() {
    List<Labelled> items = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      // The two classes cannot be told apart; the last ten of the second stand for thirty each.
      items.add(new Labelled(new double[] {1}, new float[0], i < 20 ? 0 : 1, i < 30 ? 1 : 30));
    }
    Past past = new Past(items, 2);
    int[] training = {0, 1, 2, 20};
    int[] test = {5, 6, 35};
    assertThat(new TrialLearner(past).accuracy(training, test)).isCloseTo(2 / 32.0, within(1e-12));
    assertThat(past.effectiveSize()).isCloseTo(330.0 * 330 / (30 + 10 * 900), within(1e-9));
  }

  /** Bounds: 4 standard errors of the mean of 150 runs, whose errors are unbiased each. */
  @Test
  void theEstimatesThatEfficiencyIsMadeOfAreUnbiased() {
    Past past = clouds(60, 2, true);
    TrialLearner learner = new TrialLearner(past);
    double sum = 0;
    double squares = 0;
    int runs = 150;
    for (int run = 0; run < runs; run++) {
      double error = new Trial(past, learner, 8, 1, run).run(policy("margin", .3, 3), 1).error();
      sum += error;
      squares += error * error;
    }
    double mean = sum / runs;
    double standardError = Math.sqrt((squares / runs - mean * mean) / (runs - 1));
    assertThat(standardError).isPositive();
    assertThat(Math.abs(mean)).isLessThan(4 * standardError);
  }

  @Test
  void tooLittlePastIsRefused() {
    assertThatThrownBy(() -> clouds(39, 3, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 40");
    List<Labelled> alike = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      alike.add(new Labelled(new double[] {i}, new float[0], 1, 1));
    }
    assertThatThrownBy(() -> new Past(alike, 2)).hasMessageContaining("one class");
  }
}
