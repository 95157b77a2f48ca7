package dev.assay.server.annotator;

import dev.assay.v1.AnnotatorPattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What in an annotator's labels deserves a look. */
final class WorkPatterns {
  /** The fewest labels that say anything. */
  static final int MIN_LABELS = 20;

  static final double FAST_SHARE = 1.0 / 3;
  static final double CONSTANT_SHARE = 0.95;
  static final double CONSTANT_VERDICT_SHARE = 0.8;
  static final double INDEPENDENT_KAPPA = 0.1;

  /** The normal quantile of 0.99. */
  static final double FATIGUE_Z = 2.326;

  static final double DRIFT_FACTOR = 2;

  private WorkPatterns() {}

  static List<AnnotatorPattern> of(
      List<JudgedLabel> work,
      List<JudgedLabel> judged,
      List<Long> millis,
      List<Long> othersMillis) {
    List<AnnotatorPattern> patterns = new ArrayList<>();
    if (millis.size() >= MIN_LABELS
        && othersMillis.size() >= MIN_LABELS
        && median(millis) < FAST_SHARE * median(othersMillis)) {
      patterns.add(AnnotatorPattern.ANNOTATOR_PATTERN_TOO_FAST);
    }
    if (work.size() >= MIN_LABELS && isConstant(work, judged)) {
      patterns.add(AnnotatorPattern.ANNOTATOR_PATTERN_CONSTANT_ANSWERS);
    }
    if (judged.size() >= MIN_LABELS && kappa(judged) <= INDEPENDENT_KAPPA) {
      patterns.add(AnnotatorPattern.ANNOTATOR_PATTERN_INDEPENDENT_OF_ITEM);
    }
    if (judged.size() >= 2 * MIN_LABELS && tires(judged)) {
      patterns.add(AnnotatorPattern.ANNOTATOR_PATTERN_FATIGUE);
    }
    if (millis.size() >= 4 * MIN_LABELS && drifts(millis)) {
      patterns.add(AnnotatorPattern.ANNOTATOR_PATTERN_SPEED_DRIFT);
    }
    return patterns;
  }

  /** The middle one; the smaller of the two in the middle. */
  static long median(List<Long> millis) {
    return millis.stream().sorted().toList().get((millis.size() - 1) / 2);
  }

  private static boolean isConstant(List<JudgedLabel> work, List<JudgedLabel> judged) {
    Map<String, Integer> counts = new HashMap<>();
    work.forEach(each -> counts.merge(each.label().answer(), 1, Integer::sum));
    for (Map.Entry<String, Integer> entry : counts.entrySet()) {
      long verdicts = judged.stream().filter(each -> entry.getKey().equals(each.verdict())).count();
      if (entry.getValue() >= CONSTANT_SHARE * work.size()
          && verdicts < CONSTANT_VERDICT_SHARE * judged.size()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Cohen's kappa of answers and verdicts; 1 where both are one and the same class, for then
   * nothing speaks of independence.
   */
  private static double kappa(List<JudgedLabel> judged) {
    Map<String, Integer> given = new HashMap<>();
    Map<String, Integer> verdicts = new HashMap<>();
    int agreeing = 0;
    for (JudgedLabel each : judged) {
      given.merge(each.label().answer(), 1, Integer::sum);
      verdicts.merge(Objects.requireNonNull(each.verdict()), 1, Integer::sum);
      agreeing += each.agrees() ? 1 : 0;
    }
    double n = judged.size();
    double expected = 0;
    for (Map.Entry<String, Integer> entry : given.entrySet()) {
      expected += entry.getValue() / n * verdicts.getOrDefault(entry.getKey(), 0) / n;
    }
    return expected >= 1 ? 1 : (agreeing / n - expected) / (1 - expected);
  }

  /** Whether the later half agrees less, by the test of two shares. */
  private static boolean tires(List<JudgedLabel> judged) {
    int half = judged.size() / 2;
    double early = share(judged.subList(0, half));
    double late = share(judged.subList(half, judged.size()));
    double all = share(judged);
    double deviation = Math.sqrt(all * (1 - all) * (1.0 / half + 1.0 / (judged.size() - half)));
    return deviation > 0 && (early - late) / deviation > FATIGUE_Z;
  }

  private static double share(List<JudgedLabel> judged) {
    return (double) judged.stream().filter(JudgedLabel::agrees).count() / judged.size();
  }

  private static boolean drifts(List<Long> millis) {
    int quarter = millis.size() / 4;
    double early = median(millis.subList(0, quarter));
    double late = median(millis.subList(millis.size() - quarter, millis.size()));
    return late * DRIFT_FACTOR < early || late > early * DRIFT_FACTOR;
  }
}
