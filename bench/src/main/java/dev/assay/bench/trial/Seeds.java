package dev.assay.bench.trial;

import dev.assay.sampling.SeededStream;

/** Seeds of the parts of an experiment: each depends on its place alone, not on who runs when. */
public final class Seeds {
  private Seeds() {}

  /** The seed of a place. */
  public static long of(long seed, long... place) {
    long mixed = seed;
    for (long index : place) {
      mixed = new SeededStream(mixed, index).nextLong();
    }
    return mixed;
  }

  /** The seed of something with a name. */
  public static long named(long seed, String name) {
    long mixed = seed;
    for (int i = 0; i < name.length(); i++) {
      mixed = SeededStream.mix(mixed ^ name.charAt(i));
    }
    return mixed;
  }
}
