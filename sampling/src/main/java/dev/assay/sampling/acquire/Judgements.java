package dev.assay.sampling.acquire;

/**
 * What a model said of items before their answers could have taught it: the class that it
 * predicted, and how probable it found it to be wrong.
 *
 * @param predicted a class for each item, or -1 where the model said nothing
 * @param errors for each item 1 less the probability of that class, in [0, 1]
 */
@SuppressWarnings("ArrayRecordComponent") // handed over; not compared
public record Judgements(int[] predicted, double[] errors) {
  /** Where nothing is known of any item. */
  public static final Judgements NONE = new Judgements(new int[0], new double[0]);

  /** Whether the model said something of an item. */
  public boolean has(int item) {
    return item < predicted.length && predicted[item] >= 0;
  }
}
