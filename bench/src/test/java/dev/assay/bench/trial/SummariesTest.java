package dev.assay.bench.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SummariesTest {
  /** A pool of which nothing but the number of the split matters. */
  private record Split(int number) implements Pool {
    @Override
    public String metric() {
      return "number";
    }

    @Override
    public String score() {
      return "own";
    }

    @Override
    public int units() {
      return 1;
    }

    @Override
    public double truth() {
      return 10;
    }
  }

  /** Methods whose error is a number of the split's own. */
  private record Errors() implements Study<Split> {
    private static Method<Split> method(String name, Method.Group group, double[] errors) {
      return new Method<>(
          name,
          "fixed",
          group,
          group == Method.Group.RECOMMENDED,
          (split, size) -> trial(errors[split.number()], size));
    }

    private static Trial trial(double error, int size) {
      return new Trial() {
        @Override
        public Outcome draw(long seed) {
          double estimate = 10 + (seed % 2 == 0 ? error : -error);
          return new Outcome(estimate, List.of(new Claim("around", 9, 9 + size, seed % 4 != 0)));
        }

        @Override
        public OptionalDouble exactError() {
          return OptionalDouble.of(error * error);
        }
      };
    }

    @Override
    public String dataset() {
      return "fixed";
    }

    @Override
    public int splitLimit() {
      return 2;
    }

    @Override
    public int units() {
      return 1;
    }

    @Override
    public int[] standardSizes() {
      return new int[] {2};
    }

    @Override
    public List<Split> pools(int split) {
      return List.of(new Split(split));
    }

    @Override
    public List<Method<Split>> methods() {
      return List.of(randomWithReplacement(), randomWithoutReplacement(), recommended());
    }

    @Override
    public Method<Split> randomWithReplacement() {
      return method("random", Method.Group.BASELINE, new double[] {2, 4});
    }

    @Override
    public Method<Split> randomWithoutReplacement() {
      return method("uniform", Method.Group.BASELINE, new double[] {1, 3});
    }

    @Override
    public Method<Split> recommended() {
      return method("best", Method.Group.RECOMMENDED, new double[] {1, 1});
    }

    @Override
    public Split drifted(Split pool, double rate, long seed) {
      return pool;
    }
  }

  @Test
  void efficiencyIsTheRatioOfErrorsAveragedOverSplits() {
    Experiment.Plan plan = new Experiment.Plan(9, 400, List.of(2), 0, 3, 1);
    Errors study = new Errors();
    List<CellSummary> cells = new Experiment<>(study, plan, study.methods()).run(progress -> {});
    assertThat(cells)
        .extracting(cell -> cell.key().design())
        .containsExactly("random", "uniform", "best");
    CellSummary best = cells.get(2);
    assertThat(best.splits()).isEqualTo(2);
    assertThat(best.isExact()).isTrue();
    assertThat(best.withReplacement().value()).isEqualTo((4 + 16) / 2.0);
    assertThat(best.withoutReplacement().value()).isEqualTo((1 + 9) / 2.0);
    assertThat(best.withRecommended().value()).isEqualTo(1);
    assertThat(cells.get(0).withReplacement().error()).isZero();
    // Resampled means of {4, 16} are 4, 10 or 16 with chances 1/4, 1/2, 1/4.
    assertThat(best.withReplacement().error()).isCloseTo(Math.sqrt(18), within(0.6));
    CellSummary.Coverage around = best.coverages().get(0);
    assertThat(around.width()).isCloseTo(2, within(1e-9));
    assertThat(around.share()).isCloseTo(0.75, within(4 * Math.sqrt(0.75 * 0.25 / 800)));
    assertThat(best.bias()).isCloseTo(0, within(4 / Math.sqrt(800)));
  }
}
