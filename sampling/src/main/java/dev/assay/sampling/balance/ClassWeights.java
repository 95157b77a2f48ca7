package dev.assay.sampling.balance;

/**
 * Weighs every row by {@code n / (K n_c)}: n rows, K classes that have rows, n_c of them in its
 * own, so that all classes weigh the same together and all rows as many as there are (King and Zeng
 * 2001, "Logistic regression in rare events data").
 */
public final class ClassWeights implements Balancing {

  @Override
  public String name() {
    return "class-weights";
  }

  @Override
  public String summary() {
    return "every class the same weight in all (King and Zeng 2001)";
  }

  @Override
  public Balanced balance(LabelledRows rows, long seed) {
    int[] sizes = rows.sizes();
    int present = 0;
    for (int size : sizes) {
      present += size > 0 ? 1 : 0;
    }
    double[] weights = new double[rows.count()];
    for (int row = 0; row < weights.length; row++) {
      weights[row] = (double) rows.count() / ((double) present * sizes[rows.classes()[row]]);
    }
    return Balanced.weighted(weights);
  }
}
