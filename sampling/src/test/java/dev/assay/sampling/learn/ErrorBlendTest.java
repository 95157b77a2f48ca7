package dev.assay.sampling.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.SeededStream;
import org.junit.jupiter.api.Test;

class ErrorBlendTest {
  private static final int COUNT = 4_000;
  private final double[] own = new double[COUNT];
  private final double[] second = new double[COUNT];
  private final boolean[] isWrong = new boolean[COUNT];

  private ErrorBlendTest() {
    SeededStream random = new SeededStream(4);
    for (int i = 0; i < COUNT; i++) {
      own[i] = .05 + .9 * random.nextUnit();
      second[i] = .05 + .9 * random.nextUnit();
      isWrong[i] = random.nextUnit() < new ErrorBlend(-.5, .6, 1.2).of(own[i], second[i]);
    }
  }

  @Test
  void findsTheWeightsThatMadeTheErrors() {
    ErrorBlend found = ErrorBlend.fit(own, second, isWrong, .1);
    // Standard errors of the three are some .04, .03 and .03 with so many answers.
    assertThat(found.intercept()).isCloseTo(-.5, within(.2));
    assertThat(found.own()).isCloseTo(.6, within(.15));
    assertThat(found.second()).isCloseTo(1.2, within(.15));
  }

  @Test
  void isAtTheOptimumOfThePenalisedLikelihood() {
    ErrorBlend found = ErrorBlend.fit(own, second, isWrong, 2);
    double least = loss(found, 2);
    for (double step : new double[] {-1e-3, 1e-3}) {
      assertThat(loss(new ErrorBlend(found.intercept() + step, found.own(), found.second()), 2))
          .isGreaterThan(least);
      assertThat(loss(new ErrorBlend(found.intercept(), found.own() + step, found.second()), 2))
          .isGreaterThan(least);
      assertThat(loss(new ErrorBlend(found.intercept(), found.own(), found.second() + step), 2))
          .isGreaterThan(least);
    }
  }

  private double loss(ErrorBlend blend, double ridge) {
    double a = blend.intercept();
    double b = blend.own() - 1;
    double c = blend.second();
    double sum = ridge / 2 * (a * a + b * b + c * c);
    for (int i = 0; i < COUNT; i++) {
      double p = blend.of(own[i], second[i]);
      sum -= Math.log(isWrong[i] ? p : 1 - p);
    }
    return sum;
  }

  @Test
  void aStrongRidgeLeavesTheOwnDoubtAsItIs() {
    ErrorBlend found = ErrorBlend.fit(own, second, isWrong, 1e9);
    assertThat(found.of(.3, .9)).isCloseTo(.3, within(1e-4));
    assertThat(ErrorBlend.NONE.of(.3, .9)).isCloseTo(.3, within(1e-15));
  }

  @Test
  void noDoubtIsWithoutDoubt() {
    assertThat(ErrorBlend.NONE.of(0, 0)).isCloseTo(ErrorBlend.LEAST, within(1e-12));
    assertThat(ErrorBlend.NONE.of(1, 1)).isCloseTo(1 - ErrorBlend.LEAST, within(1e-12));
  }
}
