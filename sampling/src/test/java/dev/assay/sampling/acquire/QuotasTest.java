package dev.assay.sampling.acquire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.InvalidDesignInputException;
import dev.assay.sampling.SeededStream;
import dev.assay.sampling.design.strata.Strata;
import dev.assay.sampling.vector.MiniBatchKMeans;
import dev.assay.sampling.vector.PointMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuotasTest {
  private static final double PHI = .2;

  private static double[] utilities(int count, long seed) {
    SeededStream random = new SeededStream(seed);
    double[] utilities = new double[count];
    Arrays.setAll(utilities, i -> random.nextUnit());
    return utilities;
  }

  private static Strata strata(int count, int strata) {
    int[] labels = new int[count];
    // Of unequal sizes: stratum h has about (h + 1) times as many as the first.
    int cells = strata * (strata + 1) / 2;
    for (int i = 0; i < count; i++) {
      int cell = i * 7 % cells;
      int h = 0;
      while (cell > h) {
        cell -= ++h;
      }
      labels[i] = h;
    }
    return Strata.ofLabels(labels);
  }

  private static Quotas quotas(int count, Strata strata, QuotaTargets targets, long seed) {
    return new Quotas(new Utilities(utilities(count, seed)), strata, targets);
  }

  private static QuotaTargets equal(int strata) {
    return new QuotaTargets(QuotaWeights.equal(strata), new double[strata]);
  }

  private static double[] sums(Strata strata, double[] probabilities) {
    double[] sums = new double[strata.count()];
    for (int i = 0; i < probabilities.length; i++) {
      sums[strata.stratumOf()[i]] += probabilities[i];
    }
    return sums;
  }

  @Test
  void everyProbabilityKeepsTheFloorAndEveryStratumItsShare() {
    for (int seed = 0; seed < 40; seed++) {
      int count = 60 + seed;
      int n = 6 + seed % 7;
      Strata strata = strata(count, 4);
      double[] p = quotas(count, strata, equal(4), seed).inclusionProbabilities(n, PHI, 3);
      assertThat(Arrays.stream(p).sum()).isCloseTo(n, within(1e-9));
      assertThat(Arrays.stream(p).min().orElseThrow()).isGreaterThan(PHI * n / count * (1 - 1e-12));
      assertThat(Arrays.stream(p).max().orElseThrow()).isLessThanOrEqualTo(1);
      double[] sums = sums(strata, p);
      for (double sum : sums) {
        assertThat(sum).isCloseTo(n / 4.0, within(1e-9));
      }
    }
  }

  @Test
  void targetsThatAskForWhatTheStrategyGivesChangeNothing() {
    Strata strata = strata(80, 4);
    Utilities utilities = new Utilities(utilities(80, 3));
    double[] own = utilities.inclusionProbabilities(10, PHI, 3);
    double[] p =
        new Quotas(utilities, strata, QuotaTargets.asSelected(new double[4]))
            .inclusionProbabilities(10, PHI, 3);
    assertThat(p).containsExactly(own, within(1e-9));
  }

  @Test
  void withinAStratumTheMoreUsefulStayTheMoreProbable() {
    Strata strata = strata(100, 3);
    double[] utilities = utilities(100, 8);
    double[] p = quotas(100, strata, equal(3), 8).inclusionProbabilities(12, PHI, 3);
    for (int[] members : strata.members()) {
      for (int a : members) {
        for (int b : members) {
          if (utilities[a] >= utilities[b]) {
            assertThat(p[a]).isGreaterThanOrEqualTo(p[b] - 1e-12);
          }
        }
      }
    }
  }

  @Test
  void aMinimumRaisesItsStratumAndScalesTheOthersAlike() {
    Strata strata = strata(300, 3);
    Utilities utilities = new Utilities(utilities(300, 4));
    double[] before = sums(strata, utilities.inclusionProbabilities(30, .1, 3));
    assertThat(before[0]).isLessThan(9);
    double[] least = {.3, 0, 0};
    double[] after =
        sums(
            strata,
            new Quotas(utilities, strata, QuotaTargets.asSelected(least))
                .inclusionProbabilities(30, .1, 3));
    assertThat(after[0]).isCloseTo(9, within(1e-9));
    assertThat(after[1] / before[1]).isCloseTo(after[2] / before[2], within(1e-6));
  }

  @Test
  void aQuotaAboveAStratumsCandidatesTakesThemAllAndSharesTheRest() {
    Strata strata = Strata.ofLabels(new int[] {0, 0, 1, 1, 1, 1, 1, 1, 1, 1});
    double[] p =
        quotas(10, strata, QuotaTargets.asSelected(new double[] {.9, 0}), 1)
            .inclusionProbabilities(5, PHI, 3);
    assertThat(sums(strata, p)).containsExactly(new double[] {2, 3}, within(1e-9));
  }

  @Test
  void theFloorGoesBeforeTheMinimum() {
    Strata strata = Strata.ofLabels(new int[] {0, 0, 0, 0, 0, 1, 1, 1, 1, 1});
    // All of the draw for the first; the floor keeps .6 of the second's proportional half.
    double[] p =
        quotas(10, strata, QuotaTargets.asSelected(new double[] {1, 0}), 1)
            .inclusionProbabilities(4, .6, 3);
    assertThat(sums(strata, p)).containsExactly(new double[] {2.8, 1.2}, within(1e-9));
    double[] even = quotas(10, strata, equal(2), 1).inclusionProbabilities(4, 1, 3);
    assertThat(even).containsOnly(.4);
  }

  @Test
  void strataOfNoWeightHaveTheFloorUnlessAllOthersAreExhausted() {
    Strata strata = Strata.ofLabels(new int[] {0, 0, 1, 1, 1, 1, 2, 2, 2, 2});
    QuotaTargets first = new QuotaTargets(new double[] {1, 0, 0}, new double[3]);
    assertThat(sums(strata, quotas(10, strata, first, 1).inclusionProbabilities(2, PHI, 3)))
        .containsExactly(new double[] {2 - 2 * .16, .16, .16}, within(1e-9));
    assertThat(sums(strata, quotas(10, strata, first, 1).inclusionProbabilities(6, PHI, 3)))
        .containsExactly(new double[] {2, 2, 2}, within(1e-9));
    QuotaTargets none = new QuotaTargets(new double[3], new double[3]);
    assertThat(sums(strata, quotas(10, strata, none, 1).inclusionProbabilities(5, PHI, 3)))
        .containsExactly(new double[] {1, 2, 2}, within(1e-9));
  }

  /** One fight after the other, all outcomes: the units taken, who is left, what it carries. */
  private record State(int taken, int survivor, double carried, double weight) {}

  private static List<State> fight(State state, int unit, double p) {
    if (state.survivor < 0) {
      return List.of(new State(state.taken, unit, p, state.weight));
    }
    int other = state.survivor;
    double sum = state.carried + p;
    if (sum < 1) {
      double wins = p / sum;
      return List.of(
          new State(state.taken, unit, sum, state.weight * wins),
          new State(state.taken, other, sum, state.weight * (1 - wins)));
    }
    double otherTaken = sum == 2 ? 1 : (1 - p) / (2 - sum);
    return List.of(
        new State(state.taken | 1 << other, unit, sum - 1, state.weight * otherTaken),
        new State(state.taken | 1 << unit, other, sum - 1, state.weight * (1 - otherTaken)));
  }

  private static Map<Integer, Double> law(Quotas quotas, double[] p) {
    List<State> between = List.of(new State(0, -1, 0, 1));
    for (int[] members : quotas.strata().members()) {
      List<State> next = new ArrayList<>();
      for (State before : between) {
        List<State> inside = List.of(new State(before.taken, -1, 0, before.weight));
        for (int unit : quotas.order()) {
          if (Arrays.stream(members).anyMatch(member -> member == unit)) {
            inside = inside.stream().flatMap(s -> fight(s, unit, p[unit]).stream()).toList();
          }
        }
        for (State left : inside) {
          State rest = new State(left.taken, before.survivor, before.carried, left.weight);
          if (left.carried > 1 - 1e-9) {
            next.add(
                new State(
                    left.taken | 1 << left.survivor, rest.survivor, rest.carried, rest.weight));
          } else if (left.carried < 1e-9) {
            next.add(rest);
          } else {
            next.addAll(fight(rest, left.survivor, left.carried));
          }
        }
      }
      between = next;
    }
    Map<Integer, Double> law = new HashMap<>();
    for (State end : between) {
      int mask = end.carried > .5 ? end.taken | 1 << end.survivor : end.taken;
      law.merge(mask, end.weight, Double::sum);
    }
    return law;
  }

  @Test
  void everySampleEnumeratedGivesTheProbabilitiesAndTheStrataTheirRoundedShares() {
    for (int seed = 0; seed < 40; seed++) {
      int count = 6 + seed % 6;
      int n = 2 + seed % 3;
      Strata strata = strata(count, 2 + seed % 2);
      double[] weights = utilities(strata.count(), 100 + seed);
      Quotas quotas =
          quotas(count, strata, new QuotaTargets(weights, new double[strata.count()]), seed);
      double[] p = quotas.inclusionProbabilities(n, PHI, 3);
      double[] shares = sums(strata, p);
      double[] exact = new double[count];
      double total = 0;
      for (Map.Entry<Integer, Double> sample : law(quotas, p).entrySet()) {
        if (sample.getValue() < 1e-12) {
          continue;
        }
        int[] counts = new int[strata.count()];
        for (int i = 0; i < count; i++) {
          if ((sample.getKey() >> i & 1) == 1) {
            exact[i] += sample.getValue();
            counts[strata.stratumOf()[i]]++;
          }
        }
        total += sample.getValue();
        assertThat(Integer.bitCount(sample.getKey())).isEqualTo(n);
        for (int h = 0; h < counts.length; h++) {
          assertThat(Math.abs(counts[h] - shares[h])).isLessThan(1 + 1e-9);
        }
      }
      assertThat(total).isCloseTo(1, within(1e-9));
      assertThat(exact).containsExactly(p, within(1e-9));
    }
  }

  /** Clusters of points, of which some are missing and form a stratum of their own. */
  @Test
  void stratifiedByClusterEverySampleEnumeratedGivesTheProbabilities() {
    for (int seed = 0; seed < 20; seed++) {
      int count = 7 + seed % 4;
      int n = 2 + seed % 3;
      double[][] rows = new double[count - 2][];
      SeededStream random = new SeededStream(seed);
      Arrays.setAll(rows, i -> new double[] {random.nextBelow(4), random.nextUnit()});
      float[][] centres = MiniBatchKMeans.centres(PointMatrix.of(rows), 3, new float[0][], seed);
      int[] cluster = Arrays.copyOf(MiniBatchKMeans.nearest(PointMatrix.of(rows), centres), count);
      cluster[count - 2] = centres.length;
      cluster[count - 1] = centres.length;
      Strata strata = Strata.ofLabels(cluster);
      Quotas quotas = quotas(count, strata, equal(strata.count()), seed);
      double[] p = quotas.inclusionProbabilities(n, PHI, 3);
      double[] exact = new double[count];
      law(quotas, p)
          .forEach(
              (mask, weight) -> {
                for (int i = 0; i < count; i++) {
                  exact[i] += (mask >> i & 1) * weight;
                }
              });
      assertThat(exact).containsExactly(p, within(1e-9));
    }
  }

  /** Samples of the code itself against the enumerated law, by their frequencies. */
  @Test
  void samplesOfASmallPoolAreOfTheEnumeratedLaw() {
    int draws = 100_000;
    Quotas quotas = quotas(9, strata(9, 3), equal(3), 5);
    double[] p = quotas.inclusionProbabilities(4, PHI, 3);
    Map<Integer, Double> law = law(quotas, p);
    Map<Integer, Integer> seen = new HashMap<>();
    for (int seed = 0; seed < draws; seed++) {
      int mask = Arrays.stream(quotas.draw(p, seed)).map(unit -> 1 << unit).sum();
      seen.merge(mask, 1, Integer::sum);
    }
    assertThat(law.keySet()).containsAll(seen.keySet());
    law.forEach(
        (mask, weight) ->
            // Two-sided 1e-6 after Bonferroni over some hundred samples; 5 more for the rare ones.
            assertThat((double) seen.getOrDefault(mask, 0))
                .isCloseTo(
                    draws * weight, within(6 * Math.sqrt(draws * weight * (1 - weight)) + 5)));
  }

  @Test
  void aLargeWaveIsOfTheLawWithItsExplorationAndItsStrata() {
    int count = 400;
    int n = 30;
    int draws = 20_000;
    Strata strata = strata(count, 5);
    Quotas quotas = quotas(count, strata, equal(5), 77);
    double[] planned = quotas.inclusionProbabilities(n, PHI, 3);
    double[] shares = sums(strata, planned);
    int[] counts = new int[count];
    int[] exploring = new int[count];
    for (int seed = 0; seed < draws; seed++) {
      WaveDraw draw = WaveDesign.draw(quotas, n, PHI, 3, seed);
      int[] ofStratum = new int[5];
      for (int place = 0; place < n; place++) {
        int unit = draw.units()[place];
        counts[unit]++;
        ofStratum[strata.stratumOf()[unit]]++;
        exploring[unit] += draw.isExploration(place) ? 1 : 0;
      }
      for (int h = 0; h < 5; h++) {
        assertThat(Math.abs(ofStratum[h] - shares[h])).isLessThan(1);
      }
    }
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

  /** Copies of one item in threes, under quotas that one stratum can only meet by its groups. */
  @Test
  void nearDuplicatesStayApartUnderQuotasAndEveryProbabilityStaysExact() {
    int count = 90;
    int n = 24;
    int draws = 20_000;
    int[] groups = new int[count];
    Arrays.setAll(groups, i -> i / 3);
    Strata strata =
        Strata.ofLabels(Arrays.stream(groups).map(g -> g < 6 ? 0 : 1 + g % 2).toArray());
    Selection distinct = new Distinct(new Utilities(utilities(count, 6)), groups);
    Quotas quotas = new Quotas(distinct, strata, equal(3));
    double[] p = quotas.inclusionProbabilities(n, PHI, 3);
    double[] shares = sums(strata, p);
    assertThat(shares).containsExactly(new double[] {6, 9, 9}, within(1e-9)); // six groups there
    int[] counts = new int[count];
    for (int seed = 0; seed < draws; seed++) {
      boolean[] seen = new boolean[count / 3];
      int[] ofStratum = new int[3];
      int[] drawn = quotas.draw(p, seed);
      assertThat(drawn).hasSize(n);
      for (int unit : drawn) {
        assertThat(seen[groups[unit]]).isFalse();
        seen[groups[unit]] = true;
        counts[unit]++;
        ofStratum[strata.stratumOf()[unit]]++;
      }
      assertThat(ofStratum).containsExactly(6, 9, 9);
    }
    for (int i = 0; i < count; i++) {
      assertThat(p[i]).isGreaterThan(PHI * n / count * (1 - 1e-9));
      assertThat((double) counts[i])
          .isCloseTo(draws * p[i], within(6 * Math.sqrt(draws * p[i] * (1 - p[i])) + 1e-6));
    }
  }

  @Test
  void aStrategyUnderQuotasKeepsItsNameAndDrawsAsMany() {
    WithinQuotas strategy = new WithinQuotas(new RandomStrategy(), strata(40, 3), equal(3));
    Selection selection = strategy.select(Known.pool(Rows.of(new float[40][2])), 6, 1);
    assertThat(strategy.name()).isEqualTo("random");
    assertThat(WaveDesign.draw(selection, 6, PHI, 3, 5).units()).hasSize(6);
  }

  @Test
  void targetsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> QuotaTargets.asSelected(new double[] {.7, .4}))
        .isInstanceOf(InvalidDesignInputException.class)
        .hasMessageContaining("add up to");
    assertThatThrownBy(() -> new QuotaTargets(new double[] {-1, 1}, new double[2]))
        .isInstanceOf(InvalidDesignInputException.class);
    assertThatThrownBy(() -> new QuotaTargets(new double[3], new double[2]))
        .isInstanceOf(InvalidDesignInputException.class);
    assertThatThrownBy(() -> quotas(10, strata(9, 2), equal(2), 1))
        .isInstanceOf(InvalidDesignInputException.class);
    assertThatThrownBy(() -> quotas(10, strata(10, 2), equal(3), 1))
        .isInstanceOf(InvalidDesignInputException.class);
  }
}
