package dev.assay.sampling.balance;

/** What the methods that leave rows out share. */
final class Undersampling {
  private Undersampling() {}

  /** The smallest class that has rows, of equals the first: no row of it is left out. */
  static int smallest(LabelledRows rows) {
    int[] sizes = rows.sizes();
    int smallest = rows.classes()[0];
    for (int label = 0; label < sizes.length; label++) {
      boolean isSmaller =
          sizes[label] < sizes[smallest] || (sizes[label] == sizes[smallest] && label < smallest);
      smallest = sizes[label] > 0 && isSmaller ? label : smallest;
    }
    return smallest;
  }
}
