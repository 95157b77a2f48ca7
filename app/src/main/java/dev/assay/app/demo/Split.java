package dev.assay.app.demo;

import dev.assay.datasets.CsvDataset;
import dev.assay.datasets.Dataset;
import dev.assay.sampling.SeededStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows that can be labelled, and the rows that models are tested on and nobody ever labels.
 *
 * @param pool rows, ascending
 * @param heldOut rows, ascending
 */
public record Split(int[] pool, int[] heldOut) {
  /** One of so many rows of each class is held out. */
  static final int HELD_OUT_PART = 3;

  /**
   * Splits each class by itself, at random.
   *
   * @param dataset with at least {@link CsvDataset#MIN_ROWS_OF_CLASS} rows of each class
   * @param seed of the draw
   */
  public static Split stratified(Dataset dataset, long seed) {
    List<Integer> pool = new ArrayList<>();
    List<Integer> heldOut = new ArrayList<>();
    for (int k = 0; k < dataset.classNames().size(); k++) {
      int[] rows = rowsOf(dataset, k);
      new SeededStream(seed, k).shuffle(rows);
      int held = Math.max(rows.length / HELD_OUT_PART, 1);
      for (int i = 0; i < rows.length; i++) {
        (i < held ? heldOut : pool).add(rows[i]);
      }
    }
    return new Split(ascending(pool), ascending(heldOut));
  }

  private static int[] rowsOf(Dataset dataset, int classIndex) {
    List<Integer> rows = new ArrayList<>();
    for (int row = 0; row < dataset.size(); row++) {
      if (dataset.classes()[row] == classIndex) {
        rows.add(row);
      }
    }
    return ascending(rows);
  }

  private static int[] ascending(List<Integer> rows) {
    return rows.stream().mapToInt(Integer::intValue).sorted().toArray();
  }
}
