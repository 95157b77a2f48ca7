package dev.assay.server.budget;

import com.google.protobuf.util.Durations;
import dev.assay.v1.SpendSum;

/** Adds up what labels have cost. */
final class SpendTally {
  private long chargedMicros;
  private long labelCount;
  private long labelingMillis;

  SpendTally add(long moreMicros, long moreLabels, long moreMillis) {
    chargedMicros = Math.addExact(chargedMicros, moreMicros);
    labelCount = Math.addExact(labelCount, moreLabels);
    labelingMillis = Math.addExact(labelingMillis, moreMillis);
    return this;
  }

  SpendTally add(SpendTally other) {
    return add(other.chargedMicros, other.labelCount, other.labelingMillis);
  }

  long chargedMicros() {
    return chargedMicros;
  }

  long labelCount() {
    return labelCount;
  }

  SpendSum message() {
    SpendSum.Builder sum =
        SpendSum.newBuilder()
            .setChargedMicros(chargedMicros)
            .setFundedLabelCount(labelCount)
            .setLabelingDuration(Durations.fromMillis(labelingMillis));
    if (labelCount > 0) {
      sum.setMeanLabelMicros(mean(chargedMicros, labelCount));
    }
    return sum.build();
  }

  /** The amount by the count, rounded half up. Amounts are not negative and at most 10^18. */
  static long mean(long micros, long count) {
    return Math.floorDiv(
        Math.addExact(Math.multiplyExact(2, micros), count), Math.multiplyExact(2, count));
  }
}
