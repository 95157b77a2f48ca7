package dev.assay.sampling.quality.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.quality.Crowds;
import dev.assay.sampling.quality.VoteTable;
import dev.assay.sampling.quality.agreement.PairVotes.Weighting;
import org.junit.jupiter.api.Test;

class AgreementTest {
  /** Units by observers, 0 for a missing vote: the example of Krippendorff (2011). */
  private static final int[][] KRIPPENDORFF = {
    {1, 1, 0, 1}, {2, 2, 3, 2}, {3, 3, 3, 3}, {3, 3, 3, 3}, {2, 2, 2, 2}, {1, 2, 3, 4},
    {4, 4, 4, 4}, {1, 1, 2, 1}, {2, 2, 2, 2}, {0, 5, 5, 5}, {0, 0, 1, 1}, {0, 0, 3, 0}
  };

  /** Fleiss (1971) as Wikipedia has it: 10 subjects, 5 categories, 14 raters. */
  private static final int[][] FLEISS = {
    {0, 0, 0, 0, 14}, {0, 2, 6, 4, 2}, {0, 0, 3, 5, 6}, {0, 3, 9, 2, 0}, {2, 2, 8, 1, 1},
    {7, 7, 0, 0, 0}, {3, 2, 6, 3, 0}, {2, 5, 3, 2, 2}, {6, 5, 2, 1, 0}, {0, 2, 2, 3, 7}
  };

  @Test
  void alphaIsThatOfThePublishedExampleOnEveryScale() {
    Coincidences items = Coincidences.of(table(KRIPPENDORFF));
    assertThat(items.itemCount()).isEqualTo(11);
    assertThat(Agreement.krippendorff(Scale.NOMINAL).of(items)).isCloseTo(0.743, within(5e-4));
    assertThat(Agreement.krippendorff(Scale.ORDINAL).of(items)).isCloseTo(0.815, within(5e-4));
    assertThat(Agreement.krippendorff(Scale.INTERVAL).of(items)).isCloseTo(0.849, within(5e-4));
  }

  @Test
  void kappasAreThePublishedOnes() {
    assertThat(Agreement.fleiss().of(Coincidences.ofCounts(FLEISS)))
        .isCloseTo(0.20993070442195522, within(1e-12));
    Coincidences small = Coincidences.ofCounts(new int[][] {{7, 1}, {3, 5}});
    assertThat(Agreement.fleiss().of(small)).isCloseTo(0.161905, within(1e-6));
    assertThat(Agreement.randolph().of(small)).isCloseTo(0.214286, within(1e-6));
  }

  @Test
  void cohensKappaIsThePublishedOneWithEveryWeighting() {
    PairVotes pair = new PairVotes(runs(46, 44, 10), runs(50, 40, 10), 3);
    assertThat(pair.kappa(Weighting.NONE)).isCloseTo(0.9315, within(5e-5));
    assertThat(pair.kappa(Weighting.LINEAR)).isCloseTo(0.9412, within(5e-5));
    assertThat(pair.kappa(Weighting.QUADRATIC)).isCloseTo(0.9541, within(5e-5));
  }

  @Test
  void nothingIsSaidOfAgreementWithoutTwoVotesOrTwoClasses() {
    Coincidences none = Coincidences.ofCounts(new int[][] {{1, 0}, {0, 1}});
    assertThat(Agreement.percent().of(none)).isNaN();
    assertThat(Agreement.fleiss().of(none)).isNaN();
    Coincidences same = Coincidences.ofCounts(new int[][] {{3, 0}, {2, 0}});
    assertThat(Agreement.percent().of(same)).isEqualTo(1);
    assertThat(Agreement.krippendorff(Scale.NOMINAL).of(same)).isNaN();
    assertThat(new PairVotes(new int[0], new int[0], 2).kappa(Weighting.NONE)).isNaN();
  }

  @Test
  void agreesByChanceWhereAnswersIgnoreTheItem() {
    Crowds crowd = Crowds.oneCoin(5, 4000, 8, 4, 4, 0.25, 0.25);
    Coincidences items = Coincidences.of(crowd.votes());
    BootstrapInterval alpha =
        BootstrapInterval.of(items, Agreement.krippendorff(Scale.NOMINAL), 0.999, 400, 1);
    assertThat(alpha.low()).isLessThan(0);
    assertThat(alpha.high()).isGreaterThan(0).isLessThan(0.03);
  }

  @Test
  void aStratumAndAPairAreParts() {
    Crowds crowd = Crowds.oneCoin(6, 600, 6, 3, 4, 0.5, 0.9);
    VoteTable votes = crowd.votes();
    Coincidences even = Coincidences.of(votes, item -> item % 2 == 0, who -> true);
    assertThat(even.itemCount()).isEqualTo(300);
    Coincidences pair = Coincidences.of(votes, item -> true, who -> who == 1 || who == 4);
    PairVotes both = PairVotes.of(votes, 1, 4);
    assertThat(pair.itemCount()).isEqualTo(both.itemCount());
    int same = 0;
    for (int i = 0; i < both.itemCount(); i++) {
      same += both.first()[i] == both.second()[i] ? 1 : 0;
    }
    assertThat(Agreement.percent().of(pair))
        .isCloseTo((double) same / both.itemCount(), within(1e-12));
  }

  @Test
  void theIntervalCoversTheAgreementOfThePopulation() {
    int runs = 400;
    int covered = 0;
    double agree = 0.8 * 0.8 + 0.2 * 0.2 / 2;
    for (int run = 0; run < runs; run++) {
      Crowds crowd = Crowds.oneCoin(100 + run, 150, 3, 3, 3, 0.8, 0.8);
      BootstrapInterval interval =
          BootstrapInterval.of(Coincidences.of(crowd.votes()), Agreement.percent(), 0.9, 200, run);
      covered += interval.low() <= agree && agree <= interval.high() ? 1 : 0;
    }
    // Nominal 0.9, less the percentile method's error with 150 items and four standard deviations.
    assertThat((double) covered / runs).isBetween(0.9 - 0.02 - 4 * 0.015, 0.9 + 4 * 0.015);
  }

  private static int[] runs(int... lengths) {
    int[] values = new int[100];
    int at = 0;
    for (int label = 0; label < lengths.length; label++) {
      for (int i = 0; i < lengths[label]; i++) {
        values[at++] = label;
      }
    }
    return values;
  }

  private static VoteTable table(int[][] units) {
    java.util.List<int[]> votes = new java.util.ArrayList<>();
    for (int unit = 0; unit < units.length; unit++) {
      for (int observer = 0; observer < units[unit].length; observer++) {
        if (units[unit][observer] > 0) {
          votes.add(new int[] {unit, observer, units[unit][observer] - 1});
        }
      }
    }
    return VoteTable.of(
        units.length,
        4,
        5,
        votes.stream().mapToInt(vote -> vote[0]).toArray(),
        votes.stream().mapToInt(vote -> vote[1]).toArray(),
        votes.stream().mapToInt(vote -> vote[2]).toArray());
  }

  @Test
  void seedsDecideTheInterval() {
    Coincidences items = Coincidences.ofCounts(FLEISS);
    BootstrapInterval one = BootstrapInterval.of(items, Agreement.fleiss(), 0.95, 100, 3);
    assertThat(BootstrapInterval.of(items, Agreement.fleiss(), 0.95, 100, 3)).isEqualTo(one);
    assertThat(BootstrapInterval.of(items, Agreement.fleiss(), 0.95, 100, 4)).isNotEqualTo(one);
  }
}
