package dev.assay.server.pool;

import dev.assay.sampling.vector.MiniBatchKMeans;
import java.util.Arrays;

/**
 * The cluster of each item of a pool, by its ordinal, for one clustering and one version of the
 * embeddings. Immutable.
 */
public final class ClusterColumn {
  /** Of a pool without clusters: every item is in none. */
  public static final ClusterColumn NONE = new ClusterColumn(0, 0, new byte[0]);

  /** Clusters by their numbers from 1, 0 for none: their count fits, as the rules say. */
  private final byte[] codes;

  private final long number;
  private final long embeddingVersion;

  private ClusterColumn(long number, long embeddingVersion, byte[] codes) {
    this.number = number;
    this.embeddingVersion = embeddingVersion;
    this.codes = codes;
  }

  /**
   * Each item's nearest centre.
   *
   * @param number of the clustering
   * @param known the clusters of some before; used where they are of the same clustering and
   *     embeddings, so that only what came since is compared
   */
  static ClusterColumn of(
      long number, float[][] centres, VectorColumns vectors, int itemCount, ClusterColumn known) {
    boolean goesOn = known.number == number && known.embeddingVersion == vectors.version();
    int from = goesOn ? Math.min(known.codes.length, itemCount) : 0;
    byte[] codes = goesOn ? Arrays.copyOf(known.codes, itemCount) : new byte[itemCount];
    int[] ordinals = new int[itemCount - from];
    Arrays.setAll(ordinals, k -> from + k);
    int[] nearest = MiniBatchKMeans.nearest(vectors.of(ordinals), centres);
    for (int k = 0; k < nearest.length; k++) {
      codes[from + k] = (byte) (nearest[k] + 1);
    }
    return new ClusterColumn(number, vectors.version(), codes);
  }

  /** The number of the item's cluster, from 1; 0 where it is in none. */
  public int of(int ordinal) {
    return ordinal < codes.length ? codes[ordinal] : 0;
  }

  /** The number of the clustering; 0 where there is none. */
  long number() {
    return number;
  }

  /** The version of the embeddings. */
  long embeddingVersion() {
    return embeddingVersion;
  }

  /** The number of items that it says something of. */
  int itemCount() {
    return codes.length;
  }
}
