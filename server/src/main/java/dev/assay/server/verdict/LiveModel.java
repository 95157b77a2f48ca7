package dev.assay.server.verdict;

import dev.assay.sampling.quality.LiveVerdicts;
import dev.assay.server.answer.Answer;
import java.util.Map;

/**
 * A model of the annotators of one project that follows the votes, one by one, since its last fit.
 * For the writer's thread only.
 */
final class LiveModel {
  private final LiveVerdicts verdicts;
  private final Map<Integer, Integer> items;
  private final Map<String, Integer> annotators;
  private long lastLabelId;

  /**
   * @param items numbers of the items, by ordinal; grows
   * @param annotators numbers of the annotators, by id; grows
   * @param lastLabelId the latest label that it knows of
   */
  LiveModel(
      LiveVerdicts verdicts,
      Map<Integer, Integer> items,
      Map<String, Integer> annotators,
      long lastLabelId) {
    this.verdicts = verdicts;
    this.items = items;
    this.annotators = annotators;
    this.lastLabelId = lastLabelId;
  }

  long lastLabelId() {
    return lastLabelId;
  }

  /** A label came that is no vote. */
  void pass() {
    lastLabelId++;
  }

  /** A vote came: what is known of its item since. */
  Judgement vote(int ordinal, String annotatorId, String answer, long labelId) {
    lastLabelId = labelId;
    int item = items.computeIfAbsent(ordinal, any -> items.size());
    int annotator = annotators.computeIfAbsent(annotatorId, any -> annotators.size());
    verdicts.vote(item, annotator, Answer.parse(answer).onlyClass());
    return Judgement.of(verdicts.verdict(item), verdicts.posterior(item));
  }

  /** The accuracy expected of a vote by anybody. */
  double pooledAccuracy() {
    return verdicts.pooledAccuracy();
  }
}
