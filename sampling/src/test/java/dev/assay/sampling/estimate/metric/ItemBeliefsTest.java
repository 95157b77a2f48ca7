package dev.assay.sampling.estimate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.estimate.InvalidInputException;
import org.junit.jupiter.api.Test;

class ItemBeliefsTest {
  @Test
  void binaryDeviationsAreThePapersExpectations() {
    // F1 in the paper's form: f = [y = 1][c = 1], g = ([y = 1] + [c = 1])/2.
    double[] p = {.9, .3, .05};
    boolean[] c = {true, true, false};
    double f = (.9 + .3) / ((.9 + 1 + .3 + 1 + .05) / 2);
    double scale = (.9 + 1 + .3 + 1 + .05) / 2 / 3;
    double[] delta =
        AnticipatedDeviation.ofRatioEstimator(BinaryMetrics.f(1), ClassBeliefs.binary(p, c));
    double[] spread =
        AnticipatedDeviation.ofDifferenceEstimator(BinaryMetrics.f(1), ClassBeliefs.binary(p, c));
    for (int i = 0; i < 3; i++) {
      double claim = c[i] ? 1 : 0;
      double ifPositive = claim - f * (1 + claim) / 2;
      double ifNegative = -f * claim / 2;
      double second = p[i] * ifPositive * ifPositive + (1 - p[i]) * ifNegative * ifNegative;
      assertThat(delta[i] * scale).isCloseTo(StrictMath.sqrt(second), within(1e-14));
      assertThat(spread[i] * scale)
          .isCloseTo(StrictMath.sqrt(p[i] * (1 - p[i])) * Math.abs(claim - f / 2), within(1e-14));
    }
  }

  @Test
  void labelSetsHaveTheMomentsOfTheirEnumeration() {
    double[][] p = {{.8, .1, .4}, {.2, .7, .5}};
    boolean[][] c = {{true, false, true}, {false, true, false}};
    LabelSetBeliefs beliefs = new LabelSetBeliefs(p, c);
    for (Metric metric :
        new Metric[] {
          ClassMetrics.microF(3, 1), ClassMetrics.macroF(3, 1), ClassMetrics.macroFOfAverages(3, 1)
        }) {
      double[] gradient = new double[9];
      metric.gradient(beliefs.expectedTotals(), gradient);
      for (int i = 0; i < 2; i++) {
        double mean = 0;
        double square = 0;
        for (int set = 0; set < 8; set++) {
          boolean[][] label = {{(set & 1) > 0, (set & 2) > 0, (set & 4) > 0}};
          double probability = 1;
          for (int k = 0; k < 3; k++) {
            probability *= label[0][k] ? p[i][k] : 1 - p[i][k];
          }
          double[] row = ClassTotals.rows(label, new boolean[][] {c[i]})[0];
          double x = 0;
          for (int k = 0; k < 9; k++) {
            x += gradient[k] * row[k];
          }
          mean += probability * x;
          square += probability * x * x;
        }
        ResidualMoments moments = beliefs.residual(i, gradient);
        assertThat(moments.mean()).isCloseTo(mean, within(1e-14));
        assertThat(moments.secondMoment()).isCloseTo(square, within(1e-14));
      }
    }
  }

  @Test
  void classBeliefsExpectTheAverageRow() {
    ClassBeliefs beliefs = ClassBeliefs.multiClass(new double[][] {{.5, .3, .2}}, new int[] {0});
    double[] row = new double[9];
    beliefs.expected(0, row);
    assertThat(row).containsExactly(.5, 1, .5, 0, 0, .3, 0, 0, .2);
    ResidualMoments moments = beliefs.residual(0, new double[] {1, 0, 0, 0, 0, 0, 0, 0, 0});
    assertThat(moments.up()).isCloseTo(.25, within(1e-15));
    assertThat(moments.variance()).isCloseTo(.25, within(1e-15));
    beliefs.flattened(.3).expected(0, row);
    assertThat(row[ClassTotals.column(2, ClassTotals.ACTUAL)]).isCloseTo(.24, within(1e-15));
  }

  @Test
  void refusesWhatIsNoProbability() {
    assertThatThrownBy(() -> ClassBeliefs.binary(new double[] {1.1}, new boolean[1]))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> ClassBeliefs.multiClass(new double[][] {{.5, .6}}, new int[] {0}))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> ClassBeliefs.multiClass(new double[][] {{.5, .5}}, new int[] {2}))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(
            () -> new LabelSetBeliefs(new double[][] {{Double.NaN}}, new boolean[][] {{true}}))
        .isInstanceOf(InvalidInputException.class);
  }
}
