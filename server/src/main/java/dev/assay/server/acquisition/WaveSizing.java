package dev.assay.server.acquisition;

import dev.assay.server.store.WaveRow;
import dev.assay.v1.Project;
import org.jspecify.annotations.Nullable;

/**
 * How many items a wave draws: what the policy says, or what the annotators take in about {@link
 * #HORIZON_MILLIS}. A wave is never larger than the candidates, and by itself never larger than
 * what the budget could still pay for: a rest that cannot be served only lowers every probability.
 */
final class WaveSizing {
  static final long HORIZON_MILLIS = 600_000;
  static final int MIN_SIZE = 100;

  /** A wave serves at least this many batches of the size now asked for. */
  static final int MIN_BATCHES = 4;

  static final int MAX_SIZE = 5_000;

  /** But a wave is to last so long: drawing one takes a good part of it where the pool is large. */
  static final long LEAST_MILLIS = 1_000;

  /** However fast it is taken: its rows are stored in one transaction. */
  static final int MAX_FAST_SIZE = 50_000;

  private WaveSizing() {}

  static int size(
      Project project,
      @Nullable WaveRow previous,
      long ceilingMicros,
      @Nullable Long labelCeiling,
      int servedCount,
      int candidates,
      long nowMillis,
      int wanted) {
    int chosen = project.getPolicy().getWaveSize();
    if (chosen > 0) {
      return Math.min(chosen, candidates);
    }
    int least = Math.min(Math.max(MIN_SIZE, MIN_BATCHES * wanted), MAX_SIZE);
    int byRate = least;
    if (previous != null) {
      long elapsedMillis = Math.max(nowMillis - previous.createdMillis(), 1);
      double perMilli = (double) previous.nextPosition() / elapsedMillis;
      double expected = Math.min(Math.max(perMilli * HORIZON_MILLIS, least), MAX_SIZE);
      byRate = (int) Math.max(expected, Math.min(perMilli * LEAST_MILLIS, MAX_FAST_SIZE));
    }
    return (int)
        Math.max(
            Math.min(
                Math.min(byRate, candidates),
                affordable(project, ceilingMicros, labelCeiling) - servedCount),
            1);
  }

  /**
   * Items that the ceilings of money and labels pay for, those served included. By count and not by
   * what was charged: charges tell how often votes have disagreed, and the size of a wave must not
   * depend on labels, or the weight of its round would.
   */
  private static long affordable(Project project, long ceilingMicros, @Nullable Long labelCeiling) {
    int votes = project.getPolicy().getAgreeingVotes();
    long perItemMicros = project.getDefaultPriceMicros() * votes;
    long byMoney = perItemMicros == 0 ? Long.MAX_VALUE : ceilingMicros / perItemMicros;
    return labelCeiling == null ? byMoney : Math.min(byMoney, labelCeiling / votes);
  }

  /** Whether so little is left unserved that the next wave should be drawn now. */
  static boolean isLow(int unservedCount, int drawCount) {
    return unservedCount * 4L <= drawCount;
  }
}
