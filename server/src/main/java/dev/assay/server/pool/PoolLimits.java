package dev.assay.server.pool;

/**
 * What an operator may configure of pools.
 *
 * @param maxItems the most items of one pool
 * @param maxIndexBytes about the most memory that the indexes of all pools take together
 */
public record PoolLimits(int maxItems, long maxIndexBytes) {
  public static final int DEFAULT_MAX_ITEMS = 20_000_000;

  /** The default for {@code maxIndexBytes} is the heap divided by this. */
  public static final int DEFAULT_HEAP_DIVISOR = 2;

  public PoolLimits {
    if (maxItems < 1 || maxIndexBytes < 1) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }

  /** 20,000,000 items, and half of the heap for indexes. */
  public static PoolLimits defaults() {
    return new PoolLimits(
        DEFAULT_MAX_ITEMS, Runtime.getRuntime().maxMemory() / DEFAULT_HEAP_DIVISOR);
  }
}
