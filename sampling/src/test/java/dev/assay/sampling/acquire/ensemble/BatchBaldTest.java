package dev.assay.sampling.acquire.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.SeededStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches whose labels together say most about which member is right. */
class BatchBaldTest {
  /** The four members of scikit-activeml's test, by candidate. */
  private static final Ensembles PUBLISHED =
      Ensembles.ofMembers(
          new double[][][] {
            {
              {.26751828776935993, .4221575685857106, .31032414364492955},
              {.331256603024617, .23188285576666223, .4368605412087207},
              {.09413205108702585, .36368015861710334, .5421877902958707},
              {.17239657336274322, .5592868971993731, .2683165294378838},
              {.23906118797271728, .7399540381408524, .020984773886430316},
              {.04800287663254893, .010755549023808944, .9412415743436422}
            },
            {
              {.2037233079291513, .27604192269594807, .5202347693749007},
              {.4291275471695024, .16545797103283325, .40541448179766437},
              {.09667506403216004, .7844882179420298, .1188367180258101},
              {.6944697710159613, .1770298233874833, .1285004055965553},
              {.12778761664756313, .6189153875031824, .2532969958492544},
              {.4615488525150127, .01041837545572343, .5280327720292639}
            },
            {
              {.19793178988248103, .20055513621530874, .6015130739022103},
              {.5288861636257658, .20576416919974758, .26534966717448666},
              {.5074412404383046, .026352025114013945, .46620673444768146},
              {.7479612611280478, .1590796628121647, .09295907605978734},
              {.22617954049532232, .2698324488969703, .5039880106077075},
              {.1123317760880806, .8667253272910216, .02094289662089785}
            },
            {
              {.15950187036967284, .11975398759327416, .7207441420370531},
              {.24333978729459366, .5231542417591677, .23350597094623873},
              {.12747252398399728, .08611344606336928, .7864140299526334},
              {.17968951471043182, .26447413459850017, .555836350691068},
              {.4723207299711426, .028044096835841494, .4996351731930159},
              {.02254031743640614, .8363887824735546, .14107090009003928}
            }
          });

  private static final double[] PUBLISHED_FIRST = {
    .050150539208485334, .05827070171938864, .279807293132201,
    .18891133567832186, .23450698609266818, .5339448062773237
  };

  private static final double[] PUBLISHED_SECOND = {
    .5570062267388924, .5744767133792266, .6718509423461803, .6887980941507541, .6471215814773494
  };

  private static int[] chosen(double[] utilities, int count) {
    Integer[] order = new Integer[utilities.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> -utilities[i]));
    return Arrays.stream(order).limit(count).mapToInt(i -> i).toArray();
  }

  private static int[] chosen(BatchBald strategy, Ensembles ensemble, int count) {
    return chosen(strategy.select(ensemble.pool(), count, 3).utilities(), count);
  }

  /**
   * Its third row is left out: it is from drawn labels, and says less of three labels than the
   * second of two, which cannot be. What it chooses is chosen here, too.
   */
  @Test
  void informationIsThePublishedOne() {
    JointLabels joint = new JointLabels(4, BatchBald.MAX_CONFIGURATIONS, new SeededStream(1));
    for (int i = 0; i < 6; i++) {
      assertThat(joint.informationWith(PUBLISHED.of(i)))
          .isCloseTo(PUBLISHED_FIRST[i], within(1e-7));
    }
    joint.add(PUBLISHED.of(5));
    assertThat(joint.information()).isCloseTo(PUBLISHED_FIRST[5], within(1e-7));
    for (int i = 0; i < 5; i++) {
      assertThat(joint.informationWith(PUBLISHED.of(i)))
          .isCloseTo(PUBLISHED_SECOND[i], within(1e-7));
    }
    assertThat(chosen(new BatchBald(), PUBLISHED, 3)).containsExactly(5, 3, 2);
  }

  /** The probability of every configuration of the labels. */
  private static double[] joint(Ensembles ensemble, List<Integer> batch) {
    double[] joint = new double[(int) Math.pow(ensemble.classCount(), batch.size())];
    for (int c = 0; c < joint.length; c++) {
      for (int m = 0; m < ensemble.memberCount(); m++) {
        double product = 1;
        int rest = c;
        for (int candidate : batch) {
          product *= ensemble.of(candidate).probability(m, rest % ensemble.classCount());
          rest /= ensemble.classCount();
        }
        joint[c] += product / ensemble.memberCount();
      }
    }
    return joint;
  }

  private static double information(Ensembles ensemble, List<Integer> batch) {
    double information = 0;
    for (double p : joint(ensemble, batch)) {
      information -= p > 0 ? p * Math.log(p) : 0;
    }
    for (int candidate : batch) {
      information -= ensemble.of(candidate).meanEntropy();
    }
    return information;
  }

  private static int[] twin(Ensembles ensemble, int count) {
    List<Integer> batch = new ArrayList<>();
    while (batch.size() < count) {
      int best = -1;
      double greatest = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < ensemble.size(); i++) {
        if (!batch.contains(i)) {
          List<Integer> with = new ArrayList<>(batch);
          with.add(i);
          double information = information(ensemble, with);
          if (information > greatest) {
            greatest = information;
            best = i;
          }
        }
      }
      batch.add(best);
    }
    return batch.stream().mapToInt(i -> i).toArray();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void theBatchIsTheOneOfEveryConfiguration(long seed) {
    Ensembles ensemble = Ensembles.random(25, 3, 3, seed);
    assertThat(chosen(new BatchBald(), ensemble, 5)).containsExactly(twin(ensemble, 5));
  }

  /**
   * From S drawn configurations the entropy has a standard error of sd(log p) / sqrt(S), but that
   * the last label is summed over. Of 40 runs the root mean square is within 40 % of it, three of
   * its own standard errors and some, and their mean within 4.5 of its own.
   */
  @Test
  void drawnConfigurationsSayTheSameOnAverage() {
    Ensembles ensemble = Ensembles.random(9, 4, 3, 11);
    List<Integer> batch = List.of(0, 1, 2, 3, 4, 5, 6, 7, 8);
    double exact = information(ensemble, batch);
    double sum = 0;
    double squares = 0;
    for (int run = 0; run < 40; run++) {
      JointLabels drawn = new JointLabels(4, 1000, new SeededStream(run));
      for (int candidate : batch) {
        drawn.add(ensemble.of(candidate));
      }
      double error = drawn.information() - exact;
      sum += error;
      squares += error * error;
    }
    double error = Math.sqrt(squares / 40);
    double expected = Math.sqrt(varianceOfLogs(ensemble, batch) / 1000);
    assertThat(error).isBetween(.6 * expected, 1.4 * expected);
    assertThat(sum / 40).isBetween(-4.5 * error / Math.sqrt(40), 4.5 * error / Math.sqrt(40));
  }

  private static double varianceOfLogs(Ensembles ensemble, List<Integer> batch) {
    double mean = 0;
    double square = 0;
    for (double p : joint(ensemble, batch)) {
      mean += p * Math.log(p);
      square += p * Math.log(p) * Math.log(p);
    }
    return square - mean * mean;
  }

  @Test
  void ofCandidatesThatSayTheSameOneIsTaken() {
    int[] split = {0, 0, 1, 1};
    int[] other = {0, 1, 0, 1};
    Ensembles ensemble = Ensembles.ofVotes(2, split, split, split, other, other, new int[4]);
    int[] chosen = chosen(new BatchBald(), ensemble, 2);
    assertThat(Arrays.stream(chosen).filter(i -> i < 3).count()).isEqualTo(1);
    assertThat(Arrays.stream(chosen).filter(i -> i == 3 || i == 4).count()).isEqualTo(1);
  }

  /** All that can be said is said after two; the third and fourth begin anew. */
  @Test
  void aNewJointBeginsAfterTenCandidates() {
    int[] split = {0, 0, 1, 1};
    int[][] votes = new int[40][];
    Arrays.setAll(votes, i -> i < 20 ? split : new int[4]);
    int[] chosen = chosen(new BatchBald(), Ensembles.ofVotes(2, votes), 11);
    assertThat(chosen[0]).isLessThan(20);
    assertThat(chosen[10]).isLessThan(20);
    assertThat(IntStream.of(chosen).distinct().count()).isEqualTo(11);
  }

  @Test
  void ofSeveralLabelsTheOneThatSaysMostStandsForACandidate() {
    float[] torn = {.9f, .5f, .1f, .5f}; // the members differ on the first label
    float[] alike = {.5f, .4f, .5f, .6f};
    Ensembles labels = new Ensembles(2, 2, true, new float[][] {alike, torn, alike});
    assertThat(chosen(new BatchBald(), labels, 1)).containsExactly(1);
  }

  @Test
  void withFewConfigurationsItStillFillsTheBatch() {
    Ensembles ensemble = Ensembles.random(50, 3, 4, 2);
    int[] chosen = chosen(new BatchBald(8), ensemble, 24);
    assertThat(IntStream.of(chosen).distinct().count()).isEqualTo(24);
    double[] utilities = new BatchBald(8).select(ensemble.pool(), 24, 3).utilities();
    assertThat(Arrays.stream(utilities).filter(u -> u > 0).count()).isEqualTo(24);
  }
}
