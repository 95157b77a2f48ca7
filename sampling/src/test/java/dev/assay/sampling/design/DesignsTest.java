package dev.assay.sampling.design;

import static dev.assay.sampling.design.BadInput.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.InvalidDesignInputException.Reason;
import dev.assay.sampling.design.strata.Strata;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every design promises, checked for each of them. */
class DesignsTest {

  private static final int UNITS = 40;
  private static final int BUDGET = 12;
  private static final List<String> ENUMERATED =
      List.of("ordered-pivotal", "poisson", "systematic", "sampford", "conditional-poisson");
  private static final Frame FRAME = Populations.frame(Populations.skewed(UNITS, 12));

  static Stream<Named<Design>> all() {
    return Designs.all().stream().map(design -> Named.of(design.name(), design));
  }

  /** Designs whose inclusion probabilities are proven by enumeration need no long simulation. */
  @ParameterizedTest
  @MethodSource("all")
  void estimatesTotalsWithoutBias(Design design) {
    Frame small = Populations.frame(Populations.skewed(20, 12));
    double[] values = Populations.uniform(20, 11);
    double expected = Arrays.stream(values).sum();
    int draws = ENUMERATED.contains(design.name()) ? 5_000 : 200_000;
    Moments totals = new Moments();
    for (int seed = 0; seed < draws; seed++) {
      Sample sample = design.draw(small, 6, seed);
      double total = 0;
      for (int unit : sample.units()) {
        total += values[unit] / sample.inclusionProbabilities()[unit];
      }
      totals.add(total);
    }
    assertThat(totals.z(expected)).isBetween(-4.0, 4.0);
  }

  @ParameterizedTest
  @MethodSource("all")
  void keepsWhatItSaysOfSizeRepeatsAndSeed(Design design) {
    for (int seed = 0; seed < 300; seed++) {
      Sample sample = design.draw(FRAME, BUDGET, seed);
      if (design.fixedSize()) {
        assertThat(sample.size()).isEqualTo(BUDGET);
      }
      if (!design.withReplacement()) {
        assertThat(sample.units()).doesNotHaveDuplicates();
      }
      assertThat(sample).isEqualTo(design.draw(FRAME, BUDGET, seed));
      assertThat(sample.design()).isEqualTo(design.name());
      assertThat(sample.seed()).isEqualTo(seed);
      assertThat(sample.populationSize()).isEqualTo(UNITS);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void reportsProbabilitiesThatAddUpToTheBudget(Design design) {
    if (!design.name().equals("priority")) {
      double[] pi = design.draw(FRAME, BUDGET, 1).inclusionProbabilities();
      assertThat(Arrays.stream(pi).sum()).isCloseTo(BUDGET, within(1e-9));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void givesEveryUnitAChance(Design design) {
    double[] sizes = Populations.skewed(UNITS, 12);
    Arrays.fill(sizes, 5, 15, 0);
    for (double probability :
        design.draw(Populations.frame(sizes), BUDGET, 1).inclusionProbabilities()) {
      assertThat(probability).isGreaterThan(0);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void drawsUnitsInAnOrderThatDoesNotDependOnThem(Design design) {
    Moments first = new Moments();
    Moments all = new Moments();
    for (int seed = 0; seed < 10_000; seed++) {
      int[] units = design.draw(FRAME, BUDGET, seed).units();
      double sum = 0;
      for (int unit : units) {
        sum += unit;
      }
      if (units.length > 0) {
        first.add(units[0] - sum / units.length);
        all.add(sum);
      }
    }
    assertThat(all.variance()).isPositive();
    assertThat(first.z(0)).isBetween(-4.0, 4.0);
  }

  @ParameterizedTest
  @MethodSource("all")
  void refusesBudgetsOutOfRange(Design design) {
    assertRefused(() -> design.draw(FRAME, 0, 1), Reason.BUDGET_NOT_POSITIVE);
    assertRefused(() -> design.draw(FRAME, -3, 1), Reason.BUDGET_NOT_POSITIVE);
    if (!design.withReplacement()) {
      assertRefused(() -> design.draw(FRAME, UNITS + 1, 1), Reason.BUDGET_ABOVE_POPULATION);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void takesTheWholePopulationWhenTheBudgetIsIt(Design design) {
    if (!design.withReplacement()) {
      int[] units = design.draw(FRAME, UNITS, 1).units();
      Arrays.sort(units);
      assertThat(units).containsExactly(Published.natural(UNITS));
    }
  }

  @Test
  void findsDesignsByNamesThatAreUnique() {
    assertThat(Designs.all()).extracting(Design::name).doesNotHaveDuplicates();
    for (Design design : Designs.all()) {
      assertThat(Designs.named(design.name())).containsSame(design);
    }
    assertThat(Designs.named("no-such-design")).isEmpty();
    assertThat(Designs.DEFAULT.name()).isEqualTo("ordered-pivotal");
  }

  @Test
  void saysWhatAFrameLacks() {
    Frame bare = Frame.of(new double[] {1, 2, 3, 4});
    for (String name :
        List.of(
            "stratified-equal", "stratified-importance", "local-pivotal", "cube", "local-cube")) {
      assertRefused(
          () -> Designs.named(name).orElseThrow().draw(bare, 2, 1), Reason.AUXILIARY_MISSING);
    }
    assertRefused(
        () ->
            Designs.named("stratified-cost")
                .orElseThrow()
                .draw(bare.withStrata(Strata.whole(4)), 2, 1),
        Reason.AUXILIARY_MISSING);
  }

  @Test
  void refusesFramesWhoseArraysDoNotFit() {
    double[] sizes = {1, 2, 3};
    assertRefused(() -> Frame.of(new double[0]), Reason.POPULATION_EMPTY);
    assertRefused(() -> Frame.of(sizes).withOrderKeys(new double[2]), Reason.LENGTH_MISMATCH);
    assertRefused(() -> Frame.of(sizes).withStrata(Strata.whole(4)), Reason.LENGTH_MISMATCH);
    assertRefused(() -> Frame.of(sizes).withCoordinates(new double[2]), Reason.LENGTH_MISMATCH);
    assertRefused(
        () -> Frame.of(sizes).withCoordinates(new double[] {1, 2, Double.NaN}),
        Reason.VALUE_NOT_FINITE);
    assertRefused(() -> Frame.of(sizes).withCosts(new double[2]), Reason.LENGTH_MISMATCH);
    assertRefused(() -> Frame.of(sizes).withFloorShare(2), Reason.SHARE_OUT_OF_RANGE);
  }

  @ParameterizedTest
  @MethodSource("all")
  void refusesUnusableSizesUnlessItIgnoresThem(Design design) {
    double[] sizes = Populations.skewed(UNITS, 12);
    sizes[7] = Double.NaN;
    boolean ignoresSizes =
        List.of(
                "uniform",
                "uniform-with-replacement",
                "stratified-proportional",
                "stratified-equal")
            .contains(design.name());
    if (ignoresSizes) {
      assertThat(design.draw(Populations.frame(sizes), BUDGET, 1).size()).isEqualTo(BUDGET);
    } else {
      assertRefused(() -> design.draw(Populations.frame(sizes), BUDGET, 1), Reason.SIZE_NOT_FINITE);
      assertRefused(
          () -> design.draw(Populations.frame(new double[UNITS]), BUDGET, 1),
          Reason.SIZES_ALL_ZERO);
    }
  }
}
