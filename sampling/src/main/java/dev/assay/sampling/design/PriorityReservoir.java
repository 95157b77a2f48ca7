package dev.assay.sampling.design;

import dev.assay.sampling.InvalidDesignInputException.Reason;
import dev.assay.sampling.Require;
import dev.assay.sampling.SeededStream;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * A weighted sample of fixed size from a stream seen once, whose length and total nobody knows:
 * priority sampling (Duffield, Lund and Thorup 2007).
 *
 * <p>Each item gets the priority {@code weight / u}, u uniform on (0, 1); those of the k greatest
 * stay, and the next greatest is the threshold tau. Given tau, an item stays with {@code min(1,
 * weight / tau)}: dividing by it makes the total of any subset unbiased, with a variance no greater
 * than that of the best design of k - 1 expected draws (Szegedy 2006). Memory: k + 1 items.
 *
 * <p>Not safe for use by several threads.
 */
public final class PriorityReservoir {

  /** An item with its weight and priority. */
  private record Entry(long itemKey, double weight, double priority) {}

  /**
   * What stayed.
   *
   * @param itemKeys of the items, ascending
   * @param weights aligned
   * @param threshold tau; 0 while everything offered has stayed
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over to the caller; not compared
  public record Drawn(long[] itemKeys, double[] weights, double threshold) {

    /** The number of items that stayed. */
    public int size() {
      return itemKeys.length;
    }

    /** The probability, given the threshold, of an item of this weight: {@code min(1, w / tau)}. */
    public double probability(double weight) {
      return weight >= threshold ? 1 : weight / threshold;
    }
  }

  private final int size;
  private final SeededStream random;
  private final PriorityQueue<Entry> kept;

  /**
   * Starts an empty reservoir.
   *
   * @param size k, at least 1
   * @param seed of the priorities
   */
  public PriorityReservoir(int size, long seed) {
    this.size = Require.count(size, 1, Integer.MAX_VALUE - 1, "reservoir size");
    this.random = new SeededStream(seed);
    this.kept =
        new PriorityQueue<>(
            Comparator.comparingDouble(Entry::priority)
                .thenComparing(Comparator.comparingLong(Entry::itemKey).reversed()));
  }

  /**
   * Offers the stream's next item.
   *
   * @param itemKey of the item, offered once
   * @param weight finite, 0 or more; items of weight 0 never stay
   */
  public void offer(long itemKey, double weight) {
    if (!(weight >= 0 && weight <= Double.MAX_VALUE)) {
      throw Require.invalid(
          weight < 0 ? Reason.SIZE_NEGATIVE : Reason.SIZE_NOT_FINITE,
          "weight of item " + itemKey + " is " + weight + "; weights must be finite, 0 or more");
    }
    double priority = Math.min(weight / random.nextOpenUnit(), Double.MAX_VALUE);
    if (weight > 0 && (kept.size() <= size || priority > kept.element().priority())) {
      kept.add(new Entry(itemKey, weight, priority));
      if (kept.size() > size + 1) {
        kept.remove();
      }
    }
  }

  /** What has stayed so far; the stream may go on. */
  public Drawn drawn() {
    PriorityQueue<Entry> staying = new PriorityQueue<>(kept);
    double threshold = staying.size() > size ? staying.remove().priority() : 0;
    Entry[] entries =
        staying.stream().sorted(Comparator.comparingLong(Entry::itemKey)).toArray(Entry[]::new);
    long[] keys = new long[entries.length];
    double[] weights = new double[entries.length];
    for (int k = 0; k < entries.length; k++) {
      keys[k] = entries[k].itemKey();
      weights[k] = entries[k].weight();
    }
    return new Drawn(keys, weights, threshold);
  }
}
