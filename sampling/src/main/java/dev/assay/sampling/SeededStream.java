package dev.assay.sampling;

import java.util.SplittableRandom;

/**
 * A stream of random numbers that is the same for a seed on every machine and Java release.
 *
 * <p>Only {@link SplittableRandom#nextLong()} is taken from the platform, whose algorithm is fixed
 * (SplitMix64; Steele, Lea and Flood 2014). Uniform doubles and bounded integers are derived here,
 * since the platform may derive its own differently from one release to the next, and a draw that
 * was recorded must be recomputed bit for bit years later.
 *
 * <p>Not safe for use by several threads.
 */
public final class SeededStream {

  private static final double UNIT = 0x1.0p-53;

  private final SplittableRandom random;

  /**
   * Starts the stream of a seed.
   *
   * @param seed any value
   */
  public SeededStream(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /**
   * Starts one of many streams that belong to the same seed, such as one for each stratum.
   *
   * @param seed any value
   * @param index which stream; streams of different indices are unrelated
   */
  public SeededStream(long seed, long index) {
    this(mix(seed ^ mix(index + 0x9e3779b97f4a7c15L)));
  }

  /** The next 64 random bits. */
  public long nextLong() {
    return random.nextLong();
  }

  /** The next number uniform on [0, 1), a multiple of 2^-53. */
  public double nextUnit() {
    return (random.nextLong() >>> 11) * UNIT;
  }

  /** The next number uniform on (0, 1): an odd multiple of 2^-53, so never 0 and never 1. */
  public double nextOpenUnit() {
    return ((random.nextLong() >>> 12) + 0.5) * 0x1.0p-52;
  }

  /**
   * The next whole number uniform on 0..bound-1, without bias (Lemire 2019, rejection included).
   *
   * @param bound greater than 0
   */
  public int nextBelow(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound must be positive, not " + bound);
    }
    long product = (random.nextLong() >>> 32) * bound;
    long low = product & 0xffffffffL;
    if (low < bound) {
      long threshold = (1L << 32) % bound;
      while (low < threshold) {
        product = (random.nextLong() >>> 32) * bound;
        low = product & 0xffffffffL;
      }
    }
    return (int) (product >>> 32);
  }

  /**
   * Puts the elements into an order of which all are equally likely (Fisher-Yates).
   *
   * @param elements shuffled in place
   */
  public void shuffle(int[] elements) {
    for (int i = elements.length - 1; i > 0; i--) {
      int j = nextBelow(i + 1);
      int kept = elements[i];
      elements[i] = elements[j];
      elements[j] = kept;
    }
  }

  /**
   * Scatters the bits of a value (the finaliser of SplitMix64), a bijection of the 64-bit integers.
   *
   * @param value any value
   */
  public static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
