package dev.assay.sampling.learn;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.vector.Chunks;
import java.util.Arrays;

/**
 * Extremely randomised trees (Geurts, Ernst and Wehenkel 2006, "Extremely randomized trees"). Each
 * tree sees all rows and grows until its leaves are pure; a node draws one threshold for each of
 * some features, and keeps the split that lowers the Gini impurity most. Immutable.
 *
 * <p>The rows, their order and the seed decide the trees, on every machine and any number of
 * threads.
 *
 * <p>A tree of n rows has less than 2 n nodes of 16 bytes. Growing it takes n log n steps for each
 * feature that a node tries, a vote as many as the tree is deep.
 */
public final class ExtraTrees {
  /** How many trees vote. */
  public static final int DEFAULT_TREES = 300;

  private static final int TREES_AT_ONCE = 10;

  /** What a leaf has for a feature whose rows are all of one class. */
  private static final int PURE = -1;

  /** What a leaf has for a feature whose rows are equal and of several classes. */
  private static final int MIXED = -2;

  private final Tree[] trees;
  private final int classCount;

  private ExtraTrees(Tree[] trees, int classCount) {
    this.trees = trees;
    this.classCount = classCount;
  }

  /**
   * Trains trees, each split choosing among the square root of the features' number.
   *
   * @param rows one for each example, finite, all of the same length; at least one
   * @param labels the class of each, from 0
   * @param classCount the number of classes
   * @param trees how many, at least 1
   */
  public static ExtraTrees train(
      double[][] rows, int[] labels, int classCount, int trees, long seed) {
    Tree[] grown = new Tree[trees];
    double[][] columns = columns(rows);
    Chunks.forEach(
        trees,
        TREES_AT_ONCE,
        (from, to) -> {
          Growth growth = new Growth(columns, labels, classCount);
          for (int k = from; k < to; k++) {
            grown[k] = growth.tree(new SeededStream(seed, k));
          }
        });
    return new ExtraTrees(grown, classCount);
  }

  /** One array a feature: a node looks at one feature of many rows. */
  private static double[][] columns(double[][] rows) {
    double[][] columns = new double[rows[0].length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int d = 0; d < columns.length; d++) {
        columns[d][i] = rows[i][d];
      }
    }
    return columns;
  }

  /** How many trees vote. */
  public int size() {
    return trees.length;
  }

  /** The share of the trees' votes that one class gets for a row, in [0, 1]. */
  public double share(double[] row, int label) {
    double sum = 0;
    for (Tree tree : trees) {
      sum += tree.vote(row, label);
    }
    return sum / trees.length;
  }

  /**
   * The shares of the trees' votes that one class each gets for some of the rows. Tree by tree: one
   * stays near to the processor while all rows pass.
   *
   * @param labels the class that is asked of, for each row
   * @param from the first row
   * @param to the row after the last
   * @return one share a row
   */
  double[] shares(double[][] rows, int[] labels, int from, int to) {
    double[] shares = new double[to - from];
    for (Tree tree : trees) {
      for (int i = from; i < to; i++) {
        shares[i - from] += tree.vote(rows[i], labels[i]);
      }
    }
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= trees.length;
    }
    return shares;
  }

  /** The share of the trees' votes that each class gets, for each row. */
  public double[][] probabilities(double[][] rows) {
    double[][] result = new double[rows.length][classCount];
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < classCount; k++) {
        result[i][k] = share(rows[i], k);
      }
    }
    return result;
  }

  /**
   * Nodes by number, the root 0. A node with a feature sends rows up to its threshold to its child,
   * others to the one after. A leaf's feature is {@link #PURE}, and {@code child} is the class that
   * it votes for, or {@link #MIXED}, and its votes are from {@code child} on.
   */
  @SuppressWarnings("ArrayRecordComponent") // private; not compared
  private record Tree(int[] feature, double[] threshold, int[] child, double[] votes) {

    double vote(double[] row, int label) {
      int node = 0;
      while (feature[node] >= 0) {
        node = child[node] + (row[feature[node]] <= threshold[node] ? 0 : 1);
      }
      return feature[node] == PURE ? (child[node] == label ? 1 : 0) : votes[child[node] + label];
    }
  }

  /** Grows one tree after the other; its arrays are used again. Not for several threads. */
  private static final class Growth {
    private final double[][] columns;
    private final int[] labels;
    private final int classCount;
    private final int wanted;
    private final int[] items;
    private final int[] features;
    private final int[] below;
    private final int[] counts;
    private int[] feature = {};
    private double[] threshold = {};
    private int[] child = {};
    private double[] votes = {};
    private int nodes;

    Growth(double[][] columns, int[] labels, int classCount) {
      this.columns = columns;
      this.labels = labels;
      this.classCount = classCount;
      this.items = new int[labels.length];
      this.features = new int[columns.length];
      this.wanted = (int) Math.max(1, Math.sqrt(features.length));
      this.below = new int[classCount];
      this.counts = new int[classCount];
    }

    Tree tree(SeededStream random) {
      Arrays.setAll(items, i -> i);
      Arrays.setAll(features, d -> d);
      int most = 2 * items.length;
      feature = new int[most];
      threshold = new double[most];
      child = new int[most];
      votes = new double[0];
      nodes = 1;
      grow(0, 0, items.length, random);
      return new Tree(
          Arrays.copyOf(feature, nodes),
          Arrays.copyOf(threshold, nodes),
          Arrays.copyOf(child, nodes),
          votes);
    }

    /** Makes a node of the items from one place to before another. */
    private void grow(int node, int from, int to, SeededStream random) {
      count(from, to);
      int label = labels[items[from]];
      if (counts[label] == to - from) {
        feature[node] = PURE;
        child[node] = label;
        return;
      }
      if (!choose(node, from, to, random)) {
        feature[node] = MIXED;
        child[node] = votes.length;
        votes = Arrays.copyOf(votes, votes.length + classCount);
        for (int k = 0; k < classCount; k++) {
          votes[child[node] + k] = (double) counts[k] / (to - from);
        }
        return;
      }
      int middle = part(from, to, feature[node], threshold[node]);
      child[node] = nodes;
      nodes += 2;
      grow(child[node], from, middle, random);
      grow(child[node] + 1, middle, to, random);
    }

    private void count(int from, int to) {
      Arrays.fill(counts, 0);
      for (int i = from; i < to; i++) {
        counts[labels[items[i]]]++;
      }
    }

    /** Sets the node's split; false where all its rows are equal. */
    private boolean choose(int node, int from, int to, SeededStream random) {
      double best = -1;
      int tried = 0;
      for (int left = features.length; left > 0 && tried < wanted; left--) {
        int place = random.nextBelow(left);
        int candidate = features[place];
        features[place] = features[left - 1];
        features[left - 1] = candidate;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        double[] column = columns[candidate];
        for (int i = from; i < to; i++) {
          double value = column[items[i]];
          least = Math.min(least, value);
          most = Math.max(most, value);
        }
        if (least < most) {
          tried++;
          double drawn = least + random.nextUnit() * (most - least);
          // Rounding may lift it to the greatest value, which would send no row the other way.
          double cut = drawn < most ? drawn : least;
          double purity = purity(from, to, candidate, cut);
          if (purity > best) {
            best = purity;
            feature[node] = candidate;
            threshold[node] = cut;
          }
        }
      }
      return tried > 0;
    }

    /**
     * The sum over both sides of (sum of squared class counts) / size: great where impurity is
     * small.
     */
    private double purity(int from, int to, int candidate, double cut) {
      Arrays.fill(below, 0);
      int size = 0;
      double[] column = columns[candidate];
      for (int i = from; i < to; i++) {
        if (column[items[i]] <= cut) {
          below[labels[items[i]]]++;
          size++;
        }
      }
      double inside = 0;
      double outside = 0;
      for (int k = 0; k < classCount; k++) {
        double above = counts[k] - below[k];
        inside += (double) below[k] * below[k];
        outside += above * above;
      }
      return inside / size + outside / (to - from - size);
    }

    /** Moves the items at or below the threshold to the front; the place of the first other. */
    private int part(int from, int to, int by, double cut) {
      int middle = from;
      for (int i = from; i < to; i++) {
        int item = items[i];
        if (columns[by][item] <= cut) {
          items[i] = items[middle];
          items[middle++] = item;
        }
      }
      return middle;
    }
  }
}
