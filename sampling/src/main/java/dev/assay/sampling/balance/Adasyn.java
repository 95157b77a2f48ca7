package dev.assay.sampling.balance;

import dev.assay.sampling.InvalidDesignInputException;
import dev.assay.sampling.Require;
import dev.assay.sampling.SeededStream;
import java.util.List;

/**
 * As {@link Smote}, with more rows made up from parents that have more rows of other classes among
 * their nearest: in proportion, rounded, so that the classes come out near to equal in size.
 *
 * <p>He, Bai, Garcia and Li (2008), "ADASYN: adaptive synthetic sampling approach for imbalanced
 * learning".
 */
public final class Adasyn extends Oversampling {
  private final int neighbours;

  /** With {@value Interpolation#DEFAULT_NEIGHBOURS} neighbours. */
  public Adasyn() {
    this(Interpolation.DEFAULT_NEIGHBOURS);
  }

  /**
   * With so many neighbours, of any class to tell how hard a row is, of its own to go towards.
   *
   * @param neighbours at least 1
   */
  public Adasyn(int neighbours) {
    this.neighbours = Require.count(neighbours, 1, Integer.MAX_VALUE, "number of neighbours");
  }

  @Override
  public String name() {
    return "adasyn";
  }

  @Override
  public String summary() {
    return "as smote, more from rows that others surround (He et al. 2008)";
  }

  @Override
  List<SyntheticRow> fill(
      LabelledRows rows, int label, int[] members, int count, SeededStream stream) {
    int[] shares = shares(new Borders(rows, neighbours), members, count);
    Interpolation between = new Interpolation(rows.features(), members, neighbours, name());
    int total = 0;
    for (int share : shares) {
      total += share;
    }
    int[] pairs = new int[total];
    double[] steps = new double[total];
    int next = 0;
    for (int place = 0; place < shares.length; place++) {
      for (int k = 0; k < shares[place]; k++) {
        pairs[next] = place * neighbours + stream.nextBelow(neighbours);
        steps[next++] = stream.nextUnit();
      }
    }
    return between.rows(pairs, steps);
  }

  /** How many rows are made up from each member, halves to the even number. */
  static int[] shares(Borders borders, int[] members, int count) {
    double[] hardness = new double[members.length];
    double sum = 0;
    for (int place = 0; place < members.length; place++) {
      hardness[place] = (double) borders.strangers(members[place]) / borders.neighbourCount();
      sum += hardness[place];
    }
    if (sum == 0) {
      throw Require.invalid(
          InvalidDesignInputException.Reason.COUNT_OUT_OF_RANGE,
          "adasyn finds no row of another class near any row of a class to be filled up:"
              + " use smote");
    }
    int[] shares = new int[members.length];
    for (int place = 0; place < shares.length; place++) {
      shares[place] = (int) Math.rint(hardness[place] / sum * count);
    }
    return shares;
  }
}
