package dev.assay.sampling.acquire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.design.strata.Strata;
import dev.assay.sampling.estimate.MultiRoundDifference;
import dev.assay.sampling.estimate.MultiRoundDifference.Round;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Labels that were bought under quotas by need, which follow from the labels before, estimate
 * without bias.
 */
class QuotaEstimatesTest {
  private static final int POOL = 240;
  private static final int STRATA = 4;
  private static final int ROUNDS = 4;
  private static final int DRAWN = 20;
  private static final double PHI = .2;

  private final boolean[] wrong = new boolean[POOL];
  private final double[] believed = new double[POOL];
  private final int[] stratumOf = new int[POOL];

  /** A pool whose error is large in one small stratum and small in the others. */
  private void makePool() {
    SeededStream random = new SeededStream(3);
    for (int i = 0; i < POOL; i++) {
      stratumOf[i] = i % 10 == 0 ? 0 : 1 + i % 3;
      believed[i] = .02 + .3 * random.nextUnit();
      wrong[i] = random.nextUnit() < (stratumOf[i] == 0 ? .5 : believed[i]);
    }
  }

  private double estimate(long seed) {
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < POOL; i++) {
      left.add(i);
    }
    double[] labels = new double[STRATA];
    double[] errors = new double[STRATA];
    Round[] rounds = new Round[ROUNDS];
    int labelled = ROUNDS * DRAWN;
    int[] round = new int[labelled];
    double[] z = new double[labelled];
    double[] g = new double[labelled];
    double[] pi = new double[labelled];
    int next = 0;
    for (int t = 0; t < ROUNDS; t++) {
      int[] candidates = left.stream().mapToInt(Integer::intValue).toArray();
      Strata strata = Strata.ofLabels(Arrays.stream(candidates).map(i -> stratumOf[i]).toArray());
      double[] weights = QuotaWeights.neyman(strata.sizes(), labels, errors);
      double[] utilities = Arrays.stream(candidates).mapToDouble(i -> believed[i]).toArray();
      Quotas quotas =
          new Quotas(
              new Utilities(utilities), strata, new QuotaTargets(weights, new double[STRATA]));
      WaveDraw draw = WaveDesign.draw(quotas, DRAWN, PHI, 3, SeededStream.mix(seed * 31 + t));
      double sum = Arrays.stream(candidates).mapToDouble(i -> believed[i]).sum();
      rounds[t] = new Round(candidates.length, sum, DRAWN);
      for (int unit : draw.units()) {
        int i = candidates[unit];
        round[next] = t;
        z[next] = wrong[i] ? 1 : 0;
        g[next] = believed[i];
        pi[next++] = draw.inclusionProbabilities()[unit];
        labels[stratumOf[i]]++;
        errors[stratumOf[i]] += wrong[i] ? 1 : 0;
        left.remove(Integer.valueOf(i));
      }
    }
    return MultiRoundDifference.estimate(POOL, rounds, round, z, g, pi).mean();
  }

  @Test
  void quotasByNeedLeaveTheEstimateUnbiased() {
    makePool();
    double truth = 0;
    for (boolean error : wrong) {
      truth += error ? 1.0 / POOL : 0;
    }
    int runs = 1_000;
    double sum = 0;
    double squares = 0;
    for (int seed = 0; seed < runs; seed++) {
      double error = estimate(seed) - truth;
      sum += error;
      squares += error * error;
    }
    double mean = sum / runs;
    double deviation = Math.sqrt((squares / runs - mean * mean) / runs);
    assertThat(mean / deviation).isBetween(-4.0, 4.0);
    // And it is an estimate: what a wrong probability of some percent would add is above this.
    assertThat(4 * deviation).isLessThan(.015);
  }
}
