package dev.assay.server.pool;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The pool's ids by ordinal and the ordinals by id. Only grows. Not thread-safe.
 *
 * <p>A million Strings as keys of a HashMap would take about 120 MB; this takes the ids' UTF-8
 * bytes and some 12 bytes each.
 */
final class ItemIds {
  /*
   * Ids lie one behind the other in the arena, each after its length (one byte up to 127, else two) and at a multiple
   * of 4 bytes, so that an unsigned int addresses 16 GiB: 20 million ids of 200 four-byte characters. No id crosses the
   * border of an arena chunk.
   *
   * Ordinals are found by open addressing with linear probing over slots that hold ordinal + 1. Hashes are not kept:
   * at a load of at most 3/4 a lookup compares few ids. The slots are cut into SEGMENTS tables by the hash's highest
   * bits and each table grows by itself, so that the longest pause for growing is that of 1/SEGMENTS of the pool.
   */
  private static final int SEGMENTS = 64;
  private static final int SEGMENT_SHIFT = Long.SIZE - 6;
  private static final int MIN_SLOTS = 16;
  private static final int ALIGNMENT_SHIFT = 2;
  private static final int CHUNK_SHIFT = 20;
  private static final int CHUNK_SIZE = 1 << CHUNK_SHIFT;
  private static final int FIRST_CHUNK_SIZE = 1 << 12;
  private static final long MAX_ARENA_BYTES = 1L << (Integer.SIZE + ALIGNMENT_SHIFT);
  private static final int ADDRESS_SHIFT = 12;
  private static final int ADDRESS_BLOCK = 1 << ADDRESS_SHIFT;
  private static final int MAX_SHORT_LENGTH = 0x7f;
  private static final int MAX_LENGTH = 0x7fff;

  private byte[][] arena = new byte[0][];
  private long arenaEnd;
  private int[][] addresses = new int[0][];
  private final int[][] slots = new int[SEGMENTS][];
  private final int[] used = new int[SEGMENTS];
  private int size;

  /** For a pool that is expected to grow from nothing. */
  ItemIds() {}

  /** For about as many ids, which saves growing; any number can be added. */
  ItemIds(int expectedCount) {
    long slotsNeeded = (4L * expectedCount / 3 + SEGMENTS) / SEGMENTS;
    if (slotsNeeded > MIN_SLOTS) {
      int length = (int) Long.highestOneBit(slotsNeeded - 1) * 2;
      for (int segment = 0; segment < SEGMENTS; segment++) {
        slots[segment] = new int[length];
      }
    }
  }

  int size() {
    return size;
  }

  /** The ordinal of the id, or -1. */
  int find(String id) {
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    long hash = hash(bytes, 0, bytes.length);
    int[] table = slots[(int) (hash >>> SEGMENT_SHIFT)];
    if (table == null) {
      return -1;
    }
    int mask = table.length - 1;
    for (int slot = (int) hash & mask; table[slot] != 0; slot = (slot + 1) & mask) {
      if (isAt(table[slot] - 1, bytes)) {
        return table[slot] - 1;
      }
    }
    return -1;
  }

  /** Adds an id that is not there; its ordinal is the size before. */
  void add(String id) {
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    int block = size >>> ADDRESS_SHIFT;
    if (block == addresses.length) {
      addresses = Arrays.copyOf(addresses, Math.max(block + 1, block + (block >> 1)));
    }
    if (addresses[block] == null) {
      addresses[block] = new int[ADDRESS_BLOCK];
    }
    addresses[block][size & (ADDRESS_BLOCK - 1)] = append(bytes);
    long hash = hash(bytes, 0, bytes.length);
    int segment = (int) (hash >>> SEGMENT_SHIFT);
    makeRoom(segment);
    place(slots[segment], hash, size);
    used[segment]++;
    size++;
  }

  private static void place(int[] table, long hash, int ordinal) {
    int mask = table.length - 1;
    int slot = (int) hash & mask;
    while (table[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    table[slot] = ordinal + 1;
  }

  private void makeRoom(int segment) {
    int[] table = slots[segment];
    if (table == null) {
      slots[segment] = new int[MIN_SLOTS];
    } else if (4L * (used[segment] + 1) > 3L * table.length) {
      int[] larger = new int[Math.multiplyExact(table.length, 2)];
      for (int entry : table) {
        if (entry != 0) {
          place(larger, hashAt(entry - 1), entry - 1);
        }
      }
      slots[segment] = larger;
    }
  }

  private int append(byte[] id) {
    if (id.length > MAX_LENGTH) {
      throw new IllegalArgumentException("an id of " + id.length + " bytes");
    }
    int header = id.length <= MAX_SHORT_LENGTH ? 1 : 2;
    int needed = header + id.length;
    if ((arenaEnd & (CHUNK_SIZE - 1)) + needed > CHUNK_SIZE) {
      arenaEnd = (arenaEnd + CHUNK_SIZE - 1) & -CHUNK_SIZE;
    }
    if (arenaEnd + needed > MAX_ARENA_BYTES) {
      throw new IllegalStateException("the ids of one pool take more than 16 GiB");
    }
    byte[] chunk = chunkFor(needed);
    int position = (int) (arenaEnd & (CHUNK_SIZE - 1));
    if (header == 2) {
      chunk[position] = (byte) (0x80 | (id.length >>> 8));
    }
    chunk[position + header - 1] = (byte) id.length;
    System.arraycopy(id, 0, chunk, position + header, id.length);
    int address = (int) (arenaEnd >>> ALIGNMENT_SHIFT);
    int alignment = 1 << ALIGNMENT_SHIFT;
    arenaEnd = (arenaEnd + needed + alignment - 1) & -alignment;
    return address;
  }

  /** The chunk of the arena's end, long enough for the bytes. */
  private byte[] chunkFor(int needed) {
    int index = (int) (arenaEnd >>> CHUNK_SHIFT);
    int end = (int) (arenaEnd & (CHUNK_SIZE - 1)) + needed;
    if (index == arena.length) {
      arena = Arrays.copyOf(arena, index + 1);
      arena[index] = new byte[index == 0 ? FIRST_CHUNK_SIZE : CHUNK_SIZE];
    }
    while (arena[index].length < end) {
      arena[index] = Arrays.copyOf(arena[index], 2 * arena[index].length);
    }
    return arena[index];
  }

  private long addressOf(int ordinal) {
    int address = addresses[ordinal >>> ADDRESS_SHIFT][ordinal & (ADDRESS_BLOCK - 1)];
    return Integer.toUnsignedLong(address) << ALIGNMENT_SHIFT;
  }

  private boolean isAt(int ordinal, byte[] id) {
    long address = addressOf(ordinal);
    byte[] chunk = arena[(int) (address >>> CHUNK_SHIFT)];
    int position = (int) (address & (CHUNK_SIZE - 1));
    int length = lengthAt(chunk, position);
    int start = position + (length <= MAX_SHORT_LENGTH ? 1 : 2);
    return length == id.length && Arrays.equals(chunk, start, start + length, id, 0, id.length);
  }

  private long hashAt(int ordinal) {
    long address = addressOf(ordinal);
    byte[] chunk = arena[(int) (address >>> CHUNK_SHIFT)];
    int position = (int) (address & (CHUNK_SIZE - 1));
    int length = lengthAt(chunk, position);
    return hash(chunk, position + (length <= MAX_SHORT_LENGTH ? 1 : 2), length);
  }

  private static int lengthAt(byte[] chunk, int position) {
    int first = chunk[position];
    return first >= 0 ? first : (first & 0x7f) << 8 | (chunk[position + 1] & 0xff);
  }

  /** FNV-1a, then mixed so that both ends of the hash depend on every byte. */
  private static long hash(byte[] bytes, int start, int length) {
    long hash = 0xcbf29ce484222325L;
    for (int i = start; i < start + length; i++) {
      hash = (hash ^ bytes[i]) * 0x100000001b3L;
    }
    hash = (hash ^ hash >>> 32) * 0x9e3779b97f4a7c15L;
    return hash ^ hash >>> 29;
  }

  /** About how much memory it takes. */
  long bytes() {
    long bytes = 256;
    for (byte[] chunk : arena) {
      bytes += 24 + chunk.length;
    }
    for (int[] block : addresses) {
      bytes += block == null ? 8 : 24 + 4L * block.length;
    }
    for (int[] table : slots) {
      bytes += table == null ? 8 : 24 + 4L * table.length;
    }
    return bytes;
  }
}
