package dev.assay.sampling.quality.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.quality.Crowds;
import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.VerdictMethod;
import dev.assay.sampling.quality.Verdicts;
import dev.assay.sampling.quality.VoteTable;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No method looks at an order: votes shuffled, and items, annotators and classes numbered
 * otherwise, give the same probabilities, bit for bit.
 */
class OrderTest {
  private static final int SHUFFLES = 3;

  static List<VerdictMethod> all() {
    return Methods.all();
  }

  /** Numbers given anew: the number of each thing in the other table. */
  private record Renumbered(Evidence evidence, int[] items, int[] annotators, int[] classes) {
    static Renumbered of(Evidence evidence, long seed) {
      VoteTable votes = evidence.votes();
      SeededStream random = new SeededStream(seed);
      int[] items = order(votes.itemCount(), random);
      int[] annotators = order(votes.annotatorCount(), random);
      int[] classes = order(votes.classCount(), random);
      int[] places = order(votes.voteCount(), random);
      int[][] columns = new int[3][votes.voteCount()];
      for (int item = 0; item < votes.itemCount(); item++) {
        for (int vote = votes.start(item); vote < votes.start(item + 1); vote++) {
          columns[0][places[vote]] = items[item];
          columns[1][places[vote]] = annotators[votes.annotator(vote)];
          columns[2][places[vote]] = classes[votes.label(vote)];
        }
      }
      int[] known = new int[items.length];
      float[] rows = new float[items.length * classes.length];
      float[] model = evidence.model();
      for (int item = 0; item < items.length; item++) {
        int of = evidence.known(item);
        known[items[item]] = of < 0 ? of : classes[of];
        for (int label = 0; label < classes.length && model != null; label++) {
          rows[items[item] * classes.length + classes[label]] =
              model[item * classes.length + label];
        }
      }
      VoteTable table =
          VoteTable.of(
              items.length, annotators.length, classes.length, columns[0], columns[1], columns[2]);
      Evidence other = Evidence.of(table).withKnown(known);
      return new Renumbered(
          model == null ? other : other.withModel(rows), items, annotators, classes);
    }

    private static int[] order(int count, SeededStream random) {
      int[] order = new int[count];
      Arrays.setAll(order, i -> i);
      random.shuffle(order);
      return order;
    }
  }

  private static void assertSame(VerdictMethod method, Evidence evidence) throws Exception {
    Verdicts one = onThreads(1, () -> method.fit(evidence));
    for (int shuffle = 1; shuffle <= SHUFFLES; shuffle++) {
      Renumbered other = Renumbered.of(evidence, shuffle);
      Verdicts same = onThreads(3, () -> method.fit(other.evidence()));
      for (int item = 0; item < one.itemCount(); item++) {
        int there = other.items()[item];
        double[] row = new double[one.classCount()];
        for (int label = 0; label < row.length; label++) {
          row[label] = same.posterior(there, other.classes()[label]);
        }
        assertThat(row).as("item %d", item).isEqualTo(one.posterior(item));
        assertThat(same.isTie(there)).isEqualTo(one.isTie(item));
        if (!one.isTie(item)) {
          assertThat(same.verdict(there)).isEqualTo(other.classes()[one.verdict(item)]);
        }
      }
      for (int who = 0; who < evidence.votes().annotatorCount(); who++) {
        assertThat(same.annotators().accuracy(other.annotators()[who]))
            .isEqualTo(one.annotators().accuracy(who));
      }
    }
  }

  private static Verdicts onThreads(int threads, Callable<Verdicts> fit) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      return pool.submit(fit).get();
    } finally {
      pool.shutdown();
    }
  }

  private static Evidence withModelAndGold(Crowds crowd) {
    SeededStream random = new SeededStream(99);
    int classes = crowd.votes().classCount();
    float[] model = new float[crowd.truth().length * classes];
    int[] known = new int[crowd.truth().length];
    for (int item = 0; item < known.length; item++) {
      known[item] = item % 17 == 3 ? crowd.truth()[item] : Evidence.UNKNOWN;
      double sum = 0;
      double[] parts = new double[classes];
      for (int label = 0; label < classes; label++) {
        parts[label] = random.nextOpenUnit() + (label == crowd.truth()[item] ? 0.7 : 0);
        sum += parts[label];
      }
      for (int label = 0; label < classes; label++) {
        model[item * classes + label] = (float) (parts[label] / sum);
      }
    }
    return Evidence.of(crowd.votes()).withKnown(known).withModel(model);
  }

  @ParameterizedTest
  @MethodSource("all")
  void independentVotes(VerdictMethod method) throws Exception {
    assertSame(method, withModelAndGold(Crowds.oneCoin(12, 700, 21, 3, 5, 0.4, 0.95)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void votesInChunksForSeveralThreads(VerdictMethod method) throws Exception {
    assertSame(method, withModelAndGold(Crowds.oneCoin(3, 6000, 40, 2, 3, 0.5, 0.9)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void itemsThatAreHardForEverybody(VerdictMethod method) throws Exception {
    assertSame(method, withModelAndGold(Crowds.easyAndHard(9)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void fewVotesWithManyTies(VerdictMethod method) throws Exception {
    assertSame(method, withModelAndGold(Crowds.oneCoin(8, 60, 6, 4, 2, 0.3, 0.7)));
  }

  @Test
  void classesTooManyForConfusionMatrices() throws Exception {
    Crowds crowd = Crowds.oneCoin(5, 900, 60, 700, 4, 0.4, 0.9);
    assertSame(new AutoMethod(), Evidence.of(crowd.votes()));
  }
}
