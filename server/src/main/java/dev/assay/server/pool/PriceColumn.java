package dev.assay.server.pool;

import java.util.Arrays;

/**
 * Immutable prices in millionths of the project's currency, by ordinal, in blocks that a changed
 * column shares with the one that it was made from. Blocks without any price take no memory.
 */
final class PriceColumn {
  /** The item has no price of its own. */
  static final long DEFAULT = -1;

  static final PriceColumn EMPTY = new PriceColumn(new long[0][]);

  private static final int BLOCK_SHIFT = 10;
  private static final int BLOCK_SIZE = 1 << BLOCK_SHIFT;

  private final long[][] blocks;

  private PriceColumn(long[][] blocks) {
    this.blocks = blocks;
  }

  long get(int ordinal) {
    int block = ordinal >>> BLOCK_SHIFT;
    return block < blocks.length && blocks[block] != null
        ? blocks[block][ordinal & (BLOCK_SIZE - 1)]
        : DEFAULT;
  }

  /** The column with other prices for some ordinals. */
  PriceColumn with(int[] ordinals, long[] prices) {
    if (ordinals.length == 0) {
      return this;
    }
    Builder builder = new Builder(this);
    for (int i = 0; i < ordinals.length; i++) {
      builder.put(ordinals[i], prices[i]);
    }
    return builder.build();
  }

  /** About how much memory it takes. */
  long bytes() {
    long bytes = 24 + 8L * blocks.length;
    for (long[] block : blocks) {
      bytes += block == null ? 0 : 16 + 8L * BLOCK_SIZE;
    }
    return bytes;
  }

  /** Makes a changed column; copies a block of the base when its first price is put. */
  static final class Builder {
    private long[][] blocks;
    private boolean[] owned;

    Builder() {
      this(EMPTY);
    }

    Builder(PriceColumn base) {
      blocks = base.blocks.clone();
      owned = new boolean[blocks.length];
    }

    void put(int ordinal, long price) {
      own(ordinal >>> BLOCK_SHIFT)[ordinal & (BLOCK_SIZE - 1)] = price;
    }

    private long[] own(int block) {
      if (block >= blocks.length) {
        int length = Math.max(block + 1, blocks.length + (blocks.length >> 1));
        blocks = Arrays.copyOf(blocks, length);
        owned = Arrays.copyOf(owned, length);
      }
      if (!owned[block]) {
        if (blocks[block] == null) {
          blocks[block] = new long[BLOCK_SIZE];
          Arrays.fill(blocks[block], DEFAULT);
        } else {
          blocks[block] = blocks[block].clone();
        }
        owned[block] = true;
      }
      return blocks[block];
    }

    /** The column as it is now; the builder can be used on. */
    PriceColumn build() {
      Arrays.fill(owned, false);
      PriceColumn built = new PriceColumn(blocks);
      blocks = blocks.clone();
      return built;
    }
  }
}
