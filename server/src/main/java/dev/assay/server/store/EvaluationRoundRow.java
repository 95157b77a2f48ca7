package dev.assay.server.store;

/**
 * One draw of an evaluation, which is a wave; see the table's columns.
 *
 * @param number the evaluation's
 * @param round from 1
 * @param known ordinals of what was served since the round before, ascending
 * @param last whether its items are offered after everything else
 * @param nextPosition positions of the wave below it are offered
 */
@SuppressWarnings("ArrayRecordComponent") // as it is stored; rows are compared by their numbers
public record EvaluationRoundRow(
    long projectId,
    long waveNumber,
    int number,
    int round,
    Candidates candidates,
    int[] known,
    int drawCount,
    boolean last,
    int nextPosition) {

  /**
   * What could be drawn.
   *
   * @param controlTotal the sum of how likely each was found to be predicted wrong
   * @param leastControl the least of these
   * @param mostControl the greatest
   */
  public record Candidates(
      int count, double controlTotal, double leastControl, double mostControl) {}

  /** The same round, offered up to another position. */
  public EvaluationRoundRow servedTo(int position) {
    return new EvaluationRoundRow(
        projectId, waveNumber, number, round, candidates, known, drawCount, last, position);
  }

  /** The same round, offered after everything else. */
  public EvaluationRoundRow offeredLast() {
    return new EvaluationRoundRow(
        projectId, waveNumber, number, round, candidates, known, drawCount, true, nextPosition);
  }
}
