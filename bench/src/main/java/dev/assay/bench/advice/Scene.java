package dev.assay.bench.advice;

/** What a simulated project is like. */
public enum Scene {
  /** Models that learn as the square root of the labels, and know what they do not know. */
  LEARNING,
  /** Models that learn nothing more, however many labels there are. */
  FLAT,
  /** Models that find themselves five times as sure as they are. */
  OVERCONFIDENT,
  /** Models that err on one class four times as often as they believe. */
  ONE_CLASS,
  /** Annotators who are wrong on one item in eight, as gold checks find out. */
  NOISY,
  /** A pipeline that publishes nothing after its third version. */
  IDLE;

  private static final double FLAT_ERROR = 0.15;
  private static final double MOST_ERROR = 0.5;

  /** The share of errors of a model that has learnt from so many labels. */
  double error(int labels) {
    return this == FLAT
        ? FLAT_ERROR
        : Math.min(MOST_ERROR, 2.2 / StrictMath.sqrt(Math.max(labels, 1)));
  }

  /** The last version that is published. */
  int lastVersion() {
    return this == IDLE ? 3 : Integer.MAX_VALUE;
  }

  /** By how much the errors on items of a class are more than believed. */
  double excess(int itemClass) {
    return switch (this) {
      case ONE_CLASS -> itemClass == 0 ? 4 : 0.3;
      case OVERCONFIDENT -> 5;
      default -> 1;
    };
  }

  /** How often an annotator's answer is wrong. */
  double annotatorError() {
    return this == NOISY ? 0.125 : 0.01;
  }
}
