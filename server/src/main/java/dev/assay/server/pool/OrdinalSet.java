package dev.assay.server.pool;

import java.util.Arrays;
import java.util.BitSet;

/**
 * An immutable set of ordinals: a bit for each, in blocks that a changed set shares with the one
 * that it was made from. A change costs the blocks that it touches, not the pool.
 */
final class OrdinalSet {
  static final OrdinalSet EMPTY = new OrdinalSet(new long[0][], 0);

  private static final int BLOCK_SHIFT = 14;
  private static final int BLOCK_SIZE = 1 << BLOCK_SHIFT;
  private static final int BLOCK_WORDS = BLOCK_SIZE / Long.SIZE;

  /** A null block has no ordinals. */
  private final long[][] blocks;

  private final int size;

  private OrdinalSet(long[][] blocks, int size) {
    this.blocks = blocks;
    this.size = size;
  }

  int size() {
    return size;
  }

  boolean contains(int ordinal) {
    return contains(blocks, ordinal);
  }

  private static boolean contains(long[][] blocks, int ordinal) {
    int block = ordinal >>> BLOCK_SHIFT;
    return block < blocks.length
        && blocks[block] != null
        && (blocks[block][word(ordinal)] & bit(ordinal)) != 0;
  }

  /** Adds them all. */
  void addTo(BitSet into) {
    for (int block = 0; block < blocks.length; block++) {
      if (blocks[block] != null) {
        BitSet words = BitSet.valueOf(blocks[block]);
        for (int i = words.nextSetBit(0); i >= 0; i = words.nextSetBit(i + 1)) {
          into.set((block << BLOCK_SHIFT) + i);
        }
      }
    }
  }

  OrdinalSet with(int... ordinals) {
    Builder builder = new Builder(this);
    for (int ordinal : ordinals) {
      builder.add(ordinal);
    }
    return builder.build();
  }

  OrdinalSet without(int... ordinals) {
    Builder builder = new Builder(this);
    for (int ordinal : ordinals) {
      builder.remove(ordinal);
    }
    return builder.build();
  }

  private static int word(int ordinal) {
    return (ordinal & (BLOCK_SIZE - 1)) >>> 6;
  }

  private static long bit(int ordinal) {
    return 1L << ordinal;
  }

  /** About how much memory it takes. */
  long bytes() {
    long bytes = 32 + 8L * blocks.length;
    for (long[] block : blocks) {
      bytes += block == null ? 0 : 16 + 8L * BLOCK_WORDS;
    }
    return bytes;
  }

  /** Makes a changed set; copies a block of the base when it is first changed. */
  static final class Builder {
    private long[][] blocks;
    private boolean[] owned;
    private int size;

    Builder() {
      this(EMPTY);
    }

    Builder(OrdinalSet base) {
      blocks = base.blocks.clone();
      owned = new boolean[blocks.length];
      size = base.size;
    }

    void add(int ordinal) {
      if (!contains(blocks, ordinal)) {
        own(ordinal >>> BLOCK_SHIFT)[word(ordinal)] |= bit(ordinal);
        size++;
      }
    }

    void remove(int ordinal) {
      if (contains(blocks, ordinal)) {
        own(ordinal >>> BLOCK_SHIFT)[word(ordinal)] &= ~bit(ordinal);
        size--;
      }
    }

    private long[] own(int block) {
      if (block >= blocks.length) {
        int length = Math.max(block + 1, blocks.length + (blocks.length >> 1));
        blocks = Arrays.copyOf(blocks, length);
        owned = Arrays.copyOf(owned, length);
      }
      if (!owned[block]) {
        blocks[block] = blocks[block] == null ? new long[BLOCK_WORDS] : blocks[block].clone();
        owned[block] = true;
      }
      return blocks[block];
    }

    /** The set as it is now; the builder can be used on. */
    OrdinalSet build() {
      Arrays.fill(owned, false);
      OrdinalSet built = new OrdinalSet(blocks, size);
      blocks = blocks.clone();
      return built;
    }
  }
}
