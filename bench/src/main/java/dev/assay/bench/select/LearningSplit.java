package dev.assay.bench.select;

import dev.assay.bench.data.Examples;
import dev.assay.sampling.SeededStream;
import dev.assay.sampling.learn.LogisticRegression;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A set as one run has it: the items that the judged model was trained on, those that labels are
 * bought of, and those that the learner is tested on.
 *
 * @param examples all items, with the answers that are given
 * @param pool labels are bought of
 * @param test the learner is tested on
 * @param judged what the judged model says of every item
 */
@SuppressWarnings("ArrayRecordComponent") // not compared
record LearningSplit(Examples examples, int[] pool, int[] test, double[][] judged) {
  /** Items that the judged model was trained on. */
  static final int FROZEN = 100;

  /** Items that the learner is tested on, at most. */
  static final int MAX_TEST = 1000;

  /** The part of the pool whose classes have changed. */
  static final double DRIFTED = .05;

  /** The part that is kept of a class that is made rare. */
  static final double KEPT = .12;

  private static final int RARE_TEST = 500;

  private static final double TOLERANCE = .01;

  private static final int CHANGE_STREAM = 1;

  /** What is done to a set before a run. */
  enum Change {
    NONE(""),
    /**
     * The items of a region, 5 % of the pool, have other classes than they had; the judged model
     * cannot know, but a learner can. The test is as the items are now.
     */
    DRIFT(
        " All items of a region, 5 % of the pool, drawn anew for each run, have another class than"
            + " the judged model could know, in the test too."),
    /** 5 % of the pool's items, here and there, have another class: nobody can know of which. */
    FLIPS(" 5 % of the pool's items, at random, have another class than anybody could know."),
    /** Half of the classes, drawn anew for each run, are cut to 12 %, but not in the test. */
    RARE_CLASSES(
        " Half of the classes, drawn anew for each run, are cut to 12 %, but not in the items that"
            + " the learner is tested on.");

    private final String about;

    Change(String about) {
      this.about = about;
    }

    /** In words; empty where nothing is done. */
    String about() {
      return about;
    }
  }

  /** The split of a run. */
  static LearningSplit of(LearningSet set, long run) {
    Examples all = set.examples();
    int[] items = new int[all.size()];
    Arrays.setAll(items, i -> i);
    new SeededStream(run).shuffle(items);
    SeededStream changes = new SeededStream(run, CHANGE_STREAM);
    return set.change() == Change.RARE_CLASSES
        ? rare(set, items, changes)
        : plain(set, items, changes);
  }

  private static LearningSplit plain(LearningSet set, int[] items, SeededStream changes) {
    int end = FROZEN + set.poolSize();
    int[] pool = Arrays.copyOfRange(items, FROZEN, end);
    int[] test = Arrays.copyOfRange(items, end, Math.min(items.length, end + MAX_TEST));
    Examples answered =
        switch (set.change()) {
          case DRIFT -> drifted(set.examples(), pool, test, changes);
          case FLIPS -> flipped(set.examples(), pool, changes);
          default -> set.examples();
        };
    return new LearningSplit(answered, pool, test, judged(set, Arrays.copyOf(items, FROZEN)));
  }

  private static LearningSplit rare(LearningSet set, int[] items, SeededStream changes) {
    int[] classes = new int[set.examples().classCount()];
    Arrays.setAll(classes, k -> k);
    changes.shuffle(classes);
    boolean[] isRare = new boolean[classes.length];
    for (int k = 0; k < classes.length / 2; k++) {
      isRare[classes[k]] = true;
    }
    int[] kept =
        Arrays.stream(items)
            .skip(RARE_TEST)
            .filter(i -> !isRare[set.examples().labels()[i]] || changes.nextUnit() < KEPT)
            .toArray();
    int end = Math.min(kept.length, FROZEN + set.poolSize());
    return new LearningSplit(
        set.examples(),
        Arrays.copyOfRange(kept, FROZEN, end),
        Arrays.copyOf(items, RARE_TEST),
        judged(set, Arrays.copyOf(kept, FROZEN)));
  }

  private static double[][] judged(LearningSet set, int[] frozen) {
    return set.examples().of(frozen).logistic(set.c()).probabilities(set.examples().features());
  }

  /** The classes of a region, about an item of the pool, are changed, all by the same rule. */
  private static Examples drifted(Examples all, int[] pool, int[] test, SeededStream changes) {
    double[] centre = all.features()[pool[changes.nextBelow(pool.length)]];
    double[] distances = new double[pool.length];
    Arrays.setAll(distances, i -> square(all.features()[pool[i]], centre));
    double[] ascending = distances.clone();
    Arrays.sort(ascending);
    double radius = ascending[Math.max((int) Math.round(DRIFTED * pool.length) - 1, 0)];
    int shift = 1 + changes.nextBelow(all.classCount() - 1);
    int[] labels = all.labels().clone();
    IntStream.concat(Arrays.stream(pool), Arrays.stream(test))
        .filter(item -> square(all.features()[item], centre) <= radius)
        .forEach(item -> labels[item] = (labels[item] + shift) % all.classCount());
    return new Examples(all.features(), labels, all.classCount());
  }

  private static double square(double[] row, double[] centre) {
    double sum = 0;
    for (int d = 0; d < row.length; d++) {
      sum += (row[d] - centre[d]) * (row[d] - centre[d]);
    }
    return sum;
  }

  private static Examples flipped(Examples all, int[] pool, SeededStream changes) {
    int[] labels = all.labels().clone();
    for (int item : pool) {
      if (changes.nextUnit() < DRIFTED) {
        labels[item] =
            (labels[item] + 1 + changes.nextBelow(all.classCount() - 1)) % all.classCount();
      }
    }
    return new Examples(all.features(), labels, all.classCount());
  }

  /** Whether the judged model's answer is wrong. */
  boolean isWrong(int item) {
    return greatest(judged[item]) != examples.labels()[item];
  }

  /** The share of the pool that the judged model errs on. */
  double error() {
    return Arrays.stream(pool).filter(this::isWrong).count() / (double) pool.length;
  }

  /**
   * A learner that is trained on these.
   *
   * @param start where its training starts, for it is sooner done where they differ little
   */
  LogisticRegression learner(int[] bought, double c, @Nullable LogisticRegression start) {
    Examples answers = examples.of(bought);
    return LogisticRegression.train(
        answers.features(), answers.labels(), answers.classCount(), c, start, TOLERANCE);
  }

  /** The learner's accuracy on the test. */
  double accuracy(LogisticRegression learner) {
    double[] p = new double[examples.classCount()];
    int right = 0;
    for (int item : test) {
      learner.probabilities(examples.features()[item], p);
      right += greatest(p) == examples.labels()[item] ? 1 : 0;
    }
    return (double) right / test.length;
  }

  static int greatest(double[] p) {
    int greatest = 0;
    for (int k = 1; k < p.length; k++) {
      greatest = p[k] > p[greatest] ? k : greatest;
    }
    return greatest;
  }
}
