package dev.assay.sampling.compress;

import dev.assay.sampling.SeededStream;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Keeps rows at random, of each class the same share: what every other method is compared with. */
public final class RandomSubset implements Compression {

  @Override
  public String name() {
    return "random";
  }

  @Override
  public String summary() {
    return "the same share of every class, at random";
  }

  @Override
  public KeptRows keep(TrainingRows rows, int count, long seed) {
    int[] sizes = rows.labelled().sizes();
    int[] counts = ClassQuota.of(Arrays.stream(sizes).asDoubleStream().toArray(), sizes, count);
    int[] kept =
        IntStream.range(0, counts.length)
            .flatMap(
                label -> {
                  int[] members = rows.labelled().members(label);
                  new SeededStream(seed, label).shuffle(members);
                  return Arrays.stream(members).limit(counts[label]);
                })
            .sorted()
            .toArray();
    return KeptRows.even(kept);
  }
}
