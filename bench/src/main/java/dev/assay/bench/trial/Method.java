package dev.assay.bench.trial;

import java.util.List;
import java.util.Locale;

/**
 * A design with an estimator, by the names under which results are reported.
 *
 * @param design the design's name, of this comparison: a registered design's, with what sets its
 *     sizes or floor apart from the default
 * @param estimator the estimator's name
 * @param group which part of the comparison it belongs to
 * @param usesScore whether the pool's score matters, so that it is to be repeated for each score
 * @param preparation makes the trial
 * @param <P> the kind of pool
 */
public record Method<P extends Pool>(
    String design, String estimator, Group group, boolean usesScore, Preparation<P> preparation) {

  /** The parts of the comparison. */
  public enum Group {
    /** Random samples: always run, since all else is measured against them. */
    BASELINE,
    /** The method that is recommended: always run. */
    RECOMMENDED,
    /** What the two papers compare. */
    PAPER,
    /** Other designs, estimators and floors of this library. */
    ALTERNATIVES,
    /** Alternatives whose draws take long. */
    SLOW,
    /** Confidence sequences: their coverage is time-uniform. */
    SEQUENCES
  }

  /** Sets a trial up: what does not depend on the draw is computed once. */
  @FunctionalInterface
  public interface Preparation<P> {
    /** The trial of this many labels. */
    Trial of(P pool, int budget);
  }

  /** Whether the name is the design's, or that of its group in lower case, or all. */
  public boolean isNamed(String name) {
    return name.equals("all")
        || name.equals(group.name().toLowerCase(Locale.ROOT))
        || name.equals(design);
  }

  /** Whether the method is to be run: baselines and the recommended always are. */
  public boolean isAsked(List<String> names) {
    return group == Group.BASELINE
        || group == Group.RECOMMENDED
        || names.stream().anyMatch(this::isNamed);
  }
}
