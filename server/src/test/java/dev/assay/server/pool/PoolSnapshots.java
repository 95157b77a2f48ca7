package dev.assay.server.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;

/** Compares what can be seen of pools. */
final class PoolSnapshots {
  private PoolSnapshots() {}

  static void assertEqual(PoolSnapshot actual, PoolSnapshot expected) {
    assertThat(actual.poolVersion()).isEqualTo(expected.poolVersion());
    assertThat(actual.itemCount()).isEqualTo(expected.itemCount());
    assertThat(actual.takenCount()).isEqualTo(expected.takenCount());
    for (int ordinal = 0; ordinal < expected.itemCount() + 1; ordinal++) {
      assertThat(actual.isTaken(ordinal)).isEqualTo(expected.isTaken(ordinal));
      assertThat(actual.priceMicros(ordinal)).isEqualTo(expected.priceMicros(ordinal));
    }
    if (expected.scores() == null) {
      assertThat(actual.scores()).isNull();
    } else {
      assertEqual(
          Objects.requireNonNull(actual.scores()), expected.scores(), expected.itemCount() + 1);
    }
  }

  static void assertEqual(ScoreColumns actual, ScoreColumns expected, int range) {
    assertThat(actual.scoreSetId()).isEqualTo(expected.scoreSetId());
    assertThat(actual.modelVersion()).isEqualTo(expected.modelVersion());
    assertThat(actual.revision()).isEqualTo(expected.revision());
    assertThat(actual.scoredCount()).isEqualTo(expected.scoredCount());
    assertThat(actual.judgedCount()).isEqualTo(expected.judgedCount());
    float[] actualRow = new float[actual.classCount()];
    float[] expectedRow = new float[expected.classCount()];
    for (int ordinal = 0; ordinal < range; ordinal++) {
      actual.copyProbabilities(ordinal, actualRow);
      expected.copyProbabilities(ordinal, expectedRow);
      assertThat(actualRow).isEqualTo(expectedRow);
      assertThat(actual.has(ordinal)).isEqualTo(expected.has(ordinal));
      assertThat(actual.isJudged(ordinal)).isEqualTo(expected.isJudged(ordinal));
      assertThat(actual.predictedClass(ordinal)).isEqualTo(expected.predictedClass(ordinal));
      assertSame(actual.gradientNorm(ordinal), expected.gradientNorm(ordinal));
      assertSame(actual.uncertainty(ordinal), expected.uncertainty(ordinal));
    }
  }

  /** NaN is the same as NaN. */
  private static void assertSame(float actual, float expected) {
    assertThat(Float.compare(actual, expected)).isZero();
  }
}
