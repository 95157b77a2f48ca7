package dev.assay.server.acquisition;

import dev.assay.server.pool.PoolSnapshot;
import dev.assay.v1.WavePrices;

/**
 * The prices that a wave looks at, as they are stored with it: by runs of items that cost the same.
 */
final class KnownPrices {
  /** The most runs that a wave is stored with. A pool of more is drawn from without prices. */
  static final int MAX_RUNS = 50_000;

  private KnownPrices() {}

  /** Whether the prices of the pool fit. */
  static boolean fit(PoolSnapshot pool) {
    return fit(pool, MAX_RUNS);
  }

  static boolean fit(PoolSnapshot pool, int maxRuns) {
    int runs = 0;
    for (int ordinal = 0; ordinal < pool.itemCount() && runs <= maxRuns; ordinal++) {
      if (ordinal == 0 || pool.priceMicros(ordinal) != pool.priceMicros(ordinal - 1)) {
        runs++;
      }
    }
    return runs <= maxRuns;
  }

  /**
   * The prices in the form of the store.
   *
   * @param defaultMicros of items without a price of their own
   */
  static WavePrices stored(PoolSnapshot pool, long defaultMicros) {
    WavePrices.Builder stored = WavePrices.newBuilder();
    int from = 0;
    for (int ordinal = 1; ordinal <= pool.itemCount(); ordinal++) {
      if (ordinal == pool.itemCount() || pool.priceMicros(ordinal) != pool.priceMicros(from)) {
        long own = pool.priceMicros(from);
        stored.addRunLengths(ordinal - from).addMicros(own < 0 ? defaultMicros : own);
        from = ordinal;
      }
    }
    return stored.build();
  }

  /**
   * The prices of items.
   *
   * @param ordinals ascending, of the pool that was stored
   */
  static long[] micros(WavePrices stored, int[] ordinals) {
    long[] micros = new long[ordinals.length];
    int run = 0;
    int end = stored.getRunLengthsCount() == 0 ? 0 : stored.getRunLengths(0);
    for (int i = 0; i < ordinals.length; i++) {
      while (ordinals[i] >= end) {
        end += stored.getRunLengths(++run);
      }
      micros[i] = stored.getMicros(run);
    }
    return micros;
  }
}
