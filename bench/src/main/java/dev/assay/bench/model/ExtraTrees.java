package dev.assay.bench.model;

import dev.assay.bench.data.Examples;
import dev.assay.sampling.SeededStream;
import java.util.Arrays;

/**
 * Extremely randomised trees (Geurts, Ernst and Wehenkel 2006): the second opinion. Each tree sees
 * all rows and grows until its leaves are pure; a node draws one threshold for each of some
 * features, and keeps the split that lowers the Gini impurity most. Immutable.
 *
 * <p>The rows, their order and the seed decide the trees, on every machine.
 */
public final class ExtraTrees {
  /** How many trees vote. */
  public static final int DEFAULT_TREES = 300;

  private final Tree[] trees;
  private final int classCount;

  private ExtraTrees(Tree[] trees, int classCount) {
    this.trees = trees;
    this.classCount = classCount;
  }

  /** Trains so many trees, each split choosing among the square root of the features' number. */
  public static ExtraTrees train(Examples examples, int trees, long seed) {
    Tree[] grown = new Tree[trees];
    Growth growth = new Growth(examples);
    for (int k = 0; k < trees; k++) {
      grown[k] = growth.tree(new SeededStream(seed, k));
    }
    return new ExtraTrees(grown, examples.classCount());
  }

  /** The share of the trees' votes that each class gets, for each row. */
  public double[][] probabilities(double[][] rows) {
    double[][] result = new double[rows.length][classCount];
    for (int i = 0; i < rows.length; i++) {
      for (Tree tree : trees) {
        tree.vote(rows[i], result[i]);
      }
      for (int k = 0; k < classCount; k++) {
        result[i][k] /= trees.length;
      }
    }
    return result;
  }

  /**
   * Nodes by number, the root 0. A node with a feature sends rows up to its threshold to its child,
   * others to the one after; a leaf, whose feature is -1, has its votes at {@code child}.
   */
  @SuppressWarnings("ArrayRecordComponent") // private; not compared
  private record Tree(int[] feature, double[] threshold, int[] child, double[] votes) {

    void vote(double[] row, double[] sums) {
      int node = 0;
      while (feature[node] >= 0) {
        node = child[node] + (row[feature[node]] <= threshold[node] ? 0 : 1);
      }
      for (int k = 0; k < sums.length; k++) {
        sums[k] += votes[child[node] + k];
      }
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
    private int leaves;

    Growth(Examples examples) {
      this.columns = columns(examples.features());
      this.labels = examples.labels();
      this.classCount = examples.classCount();
      this.items = new int[labels.length];
      this.features = new int[columns.length];
      this.wanted = (int) Math.max(1, Math.sqrt(features.length));
      this.below = new int[classCount];
      this.counts = new int[classCount];
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

    Tree tree(SeededStream random) {
      Arrays.setAll(items, i -> i);
      Arrays.setAll(features, d -> d);
      int most = 2 * items.length;
      feature = new int[most];
      threshold = new double[most];
      child = new int[most];
      votes = new double[items.length * classCount];
      nodes = 1;
      leaves = 0;
      grow(0, 0, items.length, random);
      return new Tree(
          Arrays.copyOf(feature, nodes),
          Arrays.copyOf(threshold, nodes),
          Arrays.copyOf(child, nodes),
          Arrays.copyOf(votes, leaves * classCount));
    }

    /** Makes a node of the items from one place to before another. */
    private void grow(int node, int from, int to, SeededStream random) {
      count(from, to);
      if (isPure(to - from) || !choose(node, from, to, random)) {
        feature[node] = -1;
        child[node] = leaves * classCount;
        for (int k = 0; k < classCount; k++) {
          votes[child[node] + k] = (double) counts[k] / (to - from);
        }
        leaves++;
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

    private boolean isPure(int size) {
      for (int count : counts) {
        if (count == size) {
          return true;
        }
      }
      return false;
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
