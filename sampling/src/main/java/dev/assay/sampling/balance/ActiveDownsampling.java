package dev.assay.sampling.balance;

import dev.assay.sampling.Require;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Keeps the rows that a teacher finds hard: with a probability proportional to {@code 1 - p}, p the
 * teacher's probability of the row's own class, none below a tenth of the mean. Kept rows weigh one
 * over their probability, which undoes the thinning: a model trained with these weights minimises
 * an unbiased estimate of the loss on all rows.
 *
 * <p>Either the greatest class alone is thinned, to the size of the next one, or all rows to a
 * share. By the residual as Ting and Brochu (2018), "Optimal subsampling with influence functions",
 * and Fithian and Hastie (2014), "Local case-control sampling", equation 3, do.
 */
public final class ActiveDownsampling implements Balancing {
  private final Teacher teacher;
  private final double share;

  /**
   * Thins the greatest class to the size of the next.
   *
   * @param teacher of the rows
   */
  public ActiveDownsampling(Teacher teacher) {
    this(teacher, 0);
  }

  /**
   * Thins all classes.
   *
   * @param teacher of the rows
   * @param share of all rows to keep, in (0, 1]; 0 for thinning the greatest class alone
   */
  public ActiveDownsampling(Teacher teacher, double share) {
    Require.share(share, "share of rows to keep");
    this.teacher = teacher;
    this.share = share;
  }

  @Override
  public String name() {
    return "active-down-sampling";
  }

  @Override
  public String summary() {
    return "hard rows kept with recorded probabilities, weights undo it (Fithian and Hastie 2014)";
  }

  @Override
  public Balanced balance(LabelledRows rows, long seed) {
    double[][] probabilities = teacher.probabilities(rows, seed);
    int[] multiplicities = new int[rows.count()];
    double[] kept = new double[rows.count()];
    Arrays.fill(multiplicities, 1);
    Arrays.fill(kept, 1);
    int[] candidates = share > 0 ? IntStream.range(0, rows.count()).toArray() : greatest(rows);
    int keep =
        share > 0
            ? Math.max(1, (int) Math.rint(share * rows.count()))
            : Math.max(1, next(rows, candidates.length));
    if (keep < candidates.length) {
      double[] sizes = new double[candidates.length];
      for (int k = 0; k < sizes.length; k++) {
        double own = probabilities[candidates[k]][rows.classes()[candidates[k]]];
        sizes[k] = Math.max(Double.MIN_NORMAL, 1 - own);
      }
      Thinning.thin(candidates, sizes, keep, Thinning.DEFAULT_FLOOR, seed, multiplicities, kept);
    }
    return new Balanced(
        multiplicities, Thinning.weights(multiplicities, kept), kept, List.of(), new double[0][]);
  }

  private static int[] greatest(LabelledRows rows) {
    int[] sizes = rows.sizes();
    int greatest = 0;
    for (int label = 1; label < sizes.length; label++) {
      greatest = sizes[label] > sizes[greatest] ? label : greatest;
    }
    return rows.members(greatest);
  }

  /** The size of the greatest class but one; what the greatest has where there is no other. */
  private static int next(LabelledRows rows, int greatest) {
    int[] sizes = rows.sizes();
    Arrays.sort(sizes);
    return sizes[sizes.length - 2] == 0 ? greatest : sizes[sizes.length - 2];
  }
}
