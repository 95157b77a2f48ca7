package dev.assay.sampling.acquire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.InvalidDesignInputException;
import dev.assay.sampling.SeededStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DistinctTest {
  private static final double PHI = .2;

  private static Utilities utilities(int count, SeededStream random) {
    double[] utilities = new double[count];
    Arrays.setAll(utilities, i -> StrictMath.pow(random.nextUnit(), 2));
    return new Utilities(utilities);
  }

  /** Groups of 1 to the most that a draw allows, numbered as they come. */
  private static int[] groups(int count, int most, SeededStream random) {
    int[] units = new int[count];
    Arrays.setAll(units, i -> i);
    random.shuffle(units);
    int[] groups = new int[count];
    int group = 0;
    for (int at = 0; at < count; group++) {
      int size = Math.min(count - at, 1 + random.nextBelow(most));
      for (int k = 0; k < size; k++) {
        groups[units[at++]] = group;
      }
    }
    return groups;
  }

  private static double[] sums(double[] probabilities, int[] groups) {
    double[] sums = new double[Arrays.stream(groups).max().orElseThrow() + 1];
    for (int i = 0; i < groups.length; i++) {
      sums[groups[i]] += probabilities[i];
    }
    return sums;
  }

  @Test
  void probabilitiesAddUpKeepTheFloorAndNoGroupExceedsOne() {
    for (int seed = 0; seed < 300; seed++) {
      SeededStream random = new SeededStream(seed);
      int count = 2 + random.nextBelow(40);
      int n = 1 + random.nextBelow(count);
      int[] groups = groups(count, count / n, random);
      double phi = .01 + .99 * random.nextUnit();
      int maxPasses = seed % 3 == 0 ? 0 : Distinct.MAX_PASSES; // the last resort keeps it all, too
      Distinct distinct = new Distinct(utilities(count, random), groups, maxPasses);
      double[] planned = distinct.inclusionProbabilities(n, phi, 6);
      assertThat(Arrays.stream(planned).sum()).isCloseTo(n, within(1e-8));
      for (double each : planned) {
        assertThat(each).isBetween(phi * n / count - 1e-9, 1 + 1e-9);
      }
      for (double sum : sums(planned, groups)) {
        assertThat(sum).isLessThanOrEqualTo(1 + 1e-9);
      }
      int[] drawn = distinct.draw(planned, seed);
      assertThat(Arrays.stream(drawn).map(unit -> groups[unit]).distinct().count()).isEqualTo(n);
    }
  }

  @Test
  void withoutNearDuplicatesNothingChanges() {
    SeededStream random = new SeededStream(3);
    Utilities utilities = utilities(30, random);
    int[] alone = new int[30];
    Arrays.setAll(alone, i -> 29 - i);
    Distinct distinct = new Distinct(utilities, alone);
    double[] planned = distinct.inclusionProbabilities(7, PHI, 3);
    assertThat(planned).isEqualTo(utilities.inclusionProbabilities(7, PHI, 3));
    assertThat(distinct.order()).isEqualTo(utilities.order());
    assertThat(distinct.draw(planned, 5)).isEqualTo(utilities.draw(planned, 5));
  }

  /** By hand: both twins are certain by themselves; they share one draw, the other goes around. */
  @Test
  void whatTwinsGiveUpGoesToTheOthersInProportion() {
    double[] sizes = {1, 1, .02, .01, .01};
    Distinct distinct = new Distinct(new Utilities(sizes), new int[] {0, 0, 1, 2, 3});
    double[] planned = distinct.inclusionProbabilities(2, 1e-6, 1);
    assertThat(planned).containsExactly(new double[] {.5, .5, .5, .25, .25}, within(1e-5));
  }

  @Test
  void everyCandidateComesAsOftenAsItsProbabilitySaysAndTwinsNeverTogether() {
    int count = 24;
    int n = 6;
    SeededStream random = new SeededStream(11);
    int[] groups = groups(count, count / n, random);
    Distinct distinct = new Distinct(utilities(count, random), groups);
    double[] planned = distinct.inclusionProbabilities(n, PHI, 6);
    assertThat(Arrays.stream(sums(planned, groups)).max()).hasValueCloseTo(1.0, within(1e-9));
    int draws = 100_000;
    int[] counts = new int[count];
    int[] exploring = new int[count];
    int together = 0;
    for (int seed = 0; seed < draws; seed++) {
      WaveDraw draw = WaveDesign.draw(distinct, n, PHI, 6, seed);
      Set<Integer> seen = new HashSet<>();
      for (int place = 0; place < n; place++) {
        int unit = draw.units()[place];
        counts[unit]++;
        exploring[unit] += draw.isExploration(place) ? 1 : 0;
        together += seen.add(groups[unit]) ? 0 : 1;
      }
    }
    assertThat(together).isZero();
    double floor = PHI * n / count;
    for (int i = 0; i < count; i++) {
      double p = planned[i];
      // Two-sided 1e-6 after Bonferroni over the candidates.
      assertThat((double) counts[i])
          .isCloseTo(draws * p, within(6 * Math.sqrt(draws * p * (1 - p)) + 1e-6));
      assertThat((double) exploring[i])
          .isCloseTo(draws * floor, within(6 * Math.sqrt(draws * floor * (1 - floor))));
    }
  }

  @Test
  void groupsThatCannotBeDrawnFromAreRefused() {
    Utilities three = new Utilities(new double[] {1, .5, .2});
    assertThatThrownBy(() -> new Distinct(three, new int[] {0, 2, 2}))
        .isInstanceOf(InvalidDesignInputException.class); // group 1 is empty
    assertThatThrownBy(() -> new Distinct(three, new int[] {0, -1, 1}))
        .isInstanceOf(InvalidDesignInputException.class);
    Distinct one = new Distinct(three, new int[] {0, 0, 0});
    assertThatThrownBy(() -> one.inclusionProbabilities(2, PHI, 3))
        .isInstanceOf(InvalidDesignInputException.class)
        .hasMessageContaining("groups");
    Distinct uneven =
        new Distinct(new Utilities(new double[] {1, 1, 1, 1}), new int[] {0, 0, 0, 1});
    assertThatThrownBy(() -> uneven.inclusionProbabilities(2, 1, 3))
        .isInstanceOf(InvalidDesignInputException.class)
        .hasMessageContaining("share one draw");
  }
}
