package dev.assay.datasets;

import java.util.List;

/**
 * Rows of numbers, each of one class.
 *
 * @param name what the data is called: lower case, for ids and titles
 * @param classNames the classes, in the order of their indices
 * @param features one row of finite numbers for each item, all of the same length
 * @param classes the class index of each item
 */
public record Dataset(String name, List<String> classNames, double[][] features, int[] classes) {

  /** The number of items. */
  public int size() {
    return classes.length;
  }

  /** The numbers of each item. */
  public int featureCount() {
    return features[0].length;
  }

  /** The platform's id of an item, which sorts as the rows do. */
  public String itemId(int row) {
    return "%s-%06d".formatted(name, row + 1);
  }

  /** The row of an item, from the id that {@link #itemId} gave. */
  public int row(String itemId) {
    return Integer.parseInt(itemId.substring(name.length() + 1)) - 1;
  }
}
