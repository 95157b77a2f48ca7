package dev.assay.app.demo.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.app.demo.compare.Comparison.Curves;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelsNeededTest {
  private static final double[] LABELS = {10, 20, 30};
  private static final double[][] RANDOM = {{.5, .6, .7}, {.5, .6, .7}, {.5, .6, .7}};

  private static LabelsNeeded needed(double[][] curves) {
    double[] full = {.8, .8, .8};
    return LabelsNeeded.of(
        new Comparison(
            "made-up",
            LABELS,
            full,
            List.of(new Curves("random", RANDOM), new Curves("s", curves))),
        1);
  }

  @Test
  void labelsAreThoseAfterWhichTheMeanReachesThePart() {
    // .95 of .8 is .76: two seeds of three are there after 20, their mean after 30.
    LabelsNeeded needed = needed(new double[][] {{.5, .77, .8}, {.5, .77, .8}, {.5, .6, .8}});
    assertThat(needed.labels()).isEqualTo(30);
    assertThat(needed.low()).isEqualTo(20);
    assertThat(needed.high()).isEqualTo(30);
  }

  @Test
  void whatIsNotReachedHasNoEnd() {
    LabelsNeeded needed = needed(RANDOM);
    assertThat(needed.labels()).isInfinite();
    assertThat(needed.high()).isInfinite();
    assertThat(needed.gain()).isZero();
    assertThat(needed.margin()).isZero();
  }

  @Test
  void theGainIsTheMeanOverSeedsWithStudentsInterval() {
    LabelsNeeded needed = needed(new double[][] {{.6, .7, .8}, {.7, .8, .9}, {.8, .9, 1}});
    // Gains of .1, .2 and .3: mean .2, standard error .1 / sqrt 3, t of 2 degrees 2.92.
    assertThat(needed.gain()).isCloseTo(.2, within(1e-9));
    assertThat(needed.margin()).isCloseTo(2.92 * .1 / Math.sqrt(3), within(1e-4));
  }
}
