package dev.assay.sampling.acquire.geometry;

import dev.assay.sampling.acquire.Selection;
import java.util.stream.IntStream;

/** Reads a batch back from its utilities, which fall from 1 in equal steps. */
final class Chosen {
  private Chosen() {}

  static int[] of(Selection selection) {
    double[] utilities = selection.utilities();
    return IntStream.range(0, utilities.length)
        .filter(i -> utilities[i] > 0)
        .boxed()
        .sorted((a, b) -> Double.compare(utilities[b], utilities[a]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
