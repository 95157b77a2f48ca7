package dev.assay.sampling.balance;

import dev.assay.sampling.Require;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Keeps a share of the rows, each with the probabilities that a teacher gives its classes in place
 * of its label: a row is trained on once for each class, weighted by that class's probability. What
 * the teacher learnt from all rows is in the few that are kept, so that much fewer do.
 *
 * <p>Rows are kept with a probability proportional to the square root of {@code 1 - sum q^2}, which
 * for two classes is that of q (1 - q), none below a tenth of the mean, and weigh one over it.
 * Labels of a teacher: Hinton, Vinyals and Dean (2015), "Distilling the knowledge in a neural
 * network".
 */
public final class RowDistillation implements Balancing {
  private final Teacher teacher;
  private final double share;

  /**
   * Distils.
   *
   * @param teacher of the rows
   * @param share of the rows to keep, in (0, 1]
   */
  public RowDistillation(Teacher teacher, double share) {
    Require.share(share, "share of rows to keep");
    this.teacher = teacher;
    this.share = share;
  }

  @Override
  public String name() {
    return "soft-labels";
  }

  @Override
  public String summary() {
    return "a share of the rows, with a teacher's probabilities for labels (Hinton et al. 2015)";
  }

  @Override
  public Balanced balance(LabelledRows rows, long seed) {
    double[][] soft = teacher.probabilities(rows, seed);
    int[] multiplicities = new int[rows.count()];
    double[] kept = new double[rows.count()];
    Arrays.fill(multiplicities, 1);
    Arrays.fill(kept, 1);
    int keep = Math.max(1, (int) Math.rint(share * rows.count()));
    if (keep < rows.count()) {
      double[] sizes = new double[rows.count()];
      for (int row = 0; row < sizes.length; row++) {
        double sum = 0;
        for (double q : soft[row]) {
          sum += q * q;
        }
        sizes[row] = Math.max(Double.MIN_NORMAL, Math.sqrt(Math.max(0, 1 - sum)));
      }
      int[] all = IntStream.range(0, rows.count()).toArray();
      Thinning.thin(all, sizes, keep, Thinning.DEFAULT_FLOOR, seed, multiplicities, kept);
    }
    for (int row = 0; row < soft.length; row++) {
      soft[row] = multiplicities[row] == 0 ? new double[0] : soft[row];
    }
    return new Balanced(
        multiplicities, Thinning.weights(multiplicities, kept), kept, List.of(), soft);
  }
}
