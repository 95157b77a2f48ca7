package dev.assay.app.trial;

import java.util.List;

/**
 * What was labelled already: items with an embedding and an answer that is one class.
 *
 * @param items at least {@link #FEWEST}, all with embeddings of one length
 * @param classCount the number of classes, at least 2
 */
public record Past(List<Labelled> items, int classCount) {
  /** Items that a comparison is made of at least. */
  public static final int FEWEST = 40;

  /** Items that a comparison is made of at most: a random part of the past where there are more. */
  public static final int MOST = 1_000;

  /**
   * One item.
   *
   * @param embedding its vector
   * @param scores the published model's probabilities of the classes; empty without
   * @param label its class
   * @param weight how many items of the pool it stands for, in proportion; at least 0
   */
  @SuppressWarnings("ArrayRecordComponent") // not compared
  public record Labelled(double[] embedding, float[] scores, int label, double weight) {}

  public Past {
    items = List.copyOf(items);
    if (items.size() < FEWEST) {
      throw new IllegalArgumentException(
          "there are "
              + items.size()
              + " labelled items with an embedding and one class; a comparison takes at least "
              + FEWEST);
    }
    if (items.stream().mapToInt(Labelled::label).distinct().count() < 2) {
      throw new IllegalArgumentException("all labelled items are of one class");
    }
  }

  /** Whether a model has said something of all of them, so that its errors can be estimated. */
  boolean isScored() {
    return items.stream().allMatch(item -> item.scores().length == classCount);
  }

  /** As many items, drawn with equal probabilities, would say as much of the pool (Kish 1965). */
  public double effectiveSize() {
    double sum = 0;
    double squares = 0;
    for (Labelled item : items) {
      sum += item.weight();
      squares += item.weight() * item.weight();
    }
    return squares == 0 ? 0 : sum * sum / squares;
  }
}
