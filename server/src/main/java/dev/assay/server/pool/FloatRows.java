package dev.assay.server.pool;

import java.util.Arrays;

/**
 * Immutable rows of as many numbers each, by ordinal, item-major in blocks that a changed table
 * shares with the one that it was made from.
 */
final class FloatRows {
  private static final int BLOCK_SHIFT = 10;
  private static final int BLOCK_SIZE = 1 << BLOCK_SHIFT;

  private final int width;

  /** A null block has no rows; rows that were never put are NaN. */
  private final float[][] blocks;

  private FloatRows(int width, float[][] blocks) {
    this.width = width;
    this.blocks = blocks;
  }

  static FloatRows empty(int width) {
    return new FloatRows(width, new float[0][]);
  }

  int width() {
    return width;
  }

  /** NaN where no row was put. */
  float get(int ordinal, int column) {
    int block = ordinal >>> BLOCK_SHIFT;
    return block < blocks.length && blocks[block] != null
        ? blocks[block][(ordinal & (BLOCK_SIZE - 1)) * width + column]
        : Float.NaN;
  }

  void copyRow(int ordinal, float[] into) {
    int block = ordinal >>> BLOCK_SHIFT;
    if (block < blocks.length && blocks[block] != null) {
      System.arraycopy(blocks[block], (ordinal & (BLOCK_SIZE - 1)) * width, into, 0, width);
    } else {
      Arrays.fill(into, 0, width, Float.NaN);
    }
  }

  void copyRow(int ordinal, double[] into) {
    for (int column = 0; column < width; column++) {
      into[column] = get(ordinal, column);
    }
  }

  /**
   * The squared Euclidean distance of a row that was put from a place. Four sums in a fixed order:
   * equal on every machine, and faster than the one chain that may not be reordered.
   */
  double squaredDistance(int ordinal, double[] place) {
    float[] block = blocks[ordinal >>> BLOCK_SHIFT];
    int start = (ordinal & (BLOCK_SIZE - 1)) * width;
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int column = 0;
    for (; column + 3 < width; column += 4) {
      double difference0 = block[start + column] - place[column];
      double difference1 = block[start + column + 1] - place[column + 1];
      double difference2 = block[start + column + 2] - place[column + 2];
      double difference3 = block[start + column + 3] - place[column + 3];
      sum0 += difference0 * difference0;
      sum1 += difference1 * difference1;
      sum2 += difference2 * difference2;
      sum3 += difference3 * difference3;
    }
    for (; column < width; column++) {
      double difference = block[start + column] - place[column];
      sum0 += difference * difference;
    }
    return sum0 + sum1 + (sum2 + sum3);
  }

  /** The column with the largest number of a row that was put; the lowest of equal ones. */
  int argMax(int ordinal) {
    float[] block = blocks[ordinal >>> BLOCK_SHIFT];
    int start = (ordinal & (BLOCK_SIZE - 1)) * width;
    int best = 0;
    for (int column = 1; column < width; column++) {
      if (block[start + column] > block[start + best]) {
        best = column;
      }
    }
    return best;
  }

  /** About how much memory it takes. */
  long bytes() {
    long bytes = 24 + 8L * blocks.length;
    for (float[] block : blocks) {
      bytes += block == null ? 0 : 16 + 4L * block.length;
    }
    return bytes;
  }

  /** Makes changed rows; copies a block of the base when the first of its rows is put. */
  static final class Builder {
    private final int width;
    private float[][] blocks;
    private boolean[] owned;

    Builder(FloatRows base) {
      this.width = base.width;
      this.blocks = base.blocks.clone();
      this.owned = new boolean[blocks.length];
    }

    void put(int ordinal, float[] values, int from) {
      System.arraycopy(values, from, own(ordinal), (ordinal & (BLOCK_SIZE - 1)) * width, width);
    }

    void clear(int ordinal) {
      int start = (ordinal & (BLOCK_SIZE - 1)) * width;
      Arrays.fill(own(ordinal), start, start + width, Float.NaN);
    }

    private float[] own(int ordinal) {
      int index = ordinal >>> BLOCK_SHIFT;
      if (index >= blocks.length) {
        int length = Math.max(index + 1, blocks.length + (blocks.length >> 1));
        blocks = Arrays.copyOf(blocks, length);
        owned = Arrays.copyOf(owned, length);
      }
      if (!owned[index]) {
        blocks[index] = blocks[index] == null ? newBlock() : blocks[index].clone();
        owned[index] = true;
      }
      return blocks[index];
    }

    private float[] newBlock() {
      float[] block = new float[BLOCK_SIZE * width];
      Arrays.fill(block, Float.NaN);
      return block;
    }

    /** The rows as they are now; the builder can be used on. */
    FloatRows build() {
      Arrays.fill(owned, false);
      FloatRows built = new FloatRows(width, blocks);
      blocks = blocks.clone();
      return built;
    }
  }
}
