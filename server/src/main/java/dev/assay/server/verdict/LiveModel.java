package dev.assay.server.verdict;

import dev.assay.sampling.quality.RunningVerdicts;
import dev.assay.server.answer.Answer;
import java.util.Map;

/**
 * A model of the annotators of one project that follows the votes, one by one, since its last fit.
 * For the writer's thread only.
 */
final class LiveModel {
  private final RunningVerdicts verdicts;
  private final OrdinalNumbers items;
  private final Map<String, Integer> annotators;
  private long lastLabelId;

  /**
   * @param items numbers of the items; grows
   * @param annotators numbers of the annotators, by id; grows
   * @param lastLabelId the latest label that it knows of
   */
  LiveModel(
      RunningVerdicts verdicts,
      OrdinalNumbers items,
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

  /** A label came that is no vote, or is none yet. */
  void pass() {
    lastLabelId++;
  }

  /** The next label came, and is a vote: what is known of its item since. */
  Judgement next(int ordinal, String annotatorId, String answer) {
    pass();
    return vote(ordinal, annotatorId, answer);
  }

  /**
   * A vote among the labels that it knows of counts from now on, or counts for another answer: what
   * is known of its item since.
   */
  Judgement vote(int ordinal, String annotatorId, String answer) {
    verdicts.vote(items.of(ordinal), number(annotatorId), Answer.classIndex(answer));
    return judgement(ordinal);
  }

  /** A vote counts no more: what is known of its item since. */
  Judgement withdraw(int ordinal, String annotatorId) {
    verdicts.withdraw(items.of(ordinal), number(annotatorId));
    return judgement(ordinal);
  }

  /** An adjudicator has decided the item. */
  void decide(int ordinal, String verdict) {
    verdicts.settle(items.of(ordinal), Answer.classIndex(verdict));
  }

  private int number(String annotatorId) {
    return annotators.computeIfAbsent(annotatorId, any -> annotators.size());
  }

  private Judgement judgement(int ordinal) {
    int item = items.of(ordinal);
    return Judgement.of(verdicts.verdict(item), verdicts.posterior(item));
  }

  /** The accuracy expected of a vote by anybody. */
  double pooledAccuracy() {
    return verdicts.pooledAccuracy();
  }
}
