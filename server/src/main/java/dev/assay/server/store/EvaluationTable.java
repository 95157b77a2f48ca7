package dev.assay.server.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluations and their rounds. */
public interface EvaluationTable {
  @Nullable EvaluationRow find(long projectId, String evaluationId);

  /** Up to {@code limit} evaluations of smaller numbers, the newest first. */
  List<EvaluationRow> list(long projectId, int beforeNumber, int limit);

  /** The one that runs, or null. */
  @Nullable EvaluationRow running(long projectId);

  void insert(EvaluationRow row);

  void setState(long projectId, int number, EvaluationRow.State state);

  /** The rounds of an evaluation, in their order. */
  List<EvaluationRoundRow> rounds(long projectId, int number);

  /** The round of a wave, or null where the wave is none. */
  @Nullable EvaluationRoundRow round(long projectId, long waveNumber);

  /** The first round that is not offered in full; those that are offered last come last. */
  @Nullable EvaluationRoundRow serving(long projectId);

  void insertRound(EvaluationRoundRow row);

  void setNextPosition(long projectId, long waveNumber, int nextPosition);

  /** Has the rounds of an evaluation offered after everything else. */
  void offerLast(long projectId, int number);
}
