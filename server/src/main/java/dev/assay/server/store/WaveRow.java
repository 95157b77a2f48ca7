package dev.assay.server.store;

import com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * One wave; see the table's columns.
 *
 * @param digest of candidates, probabilities and drawn items
 * @param drawnSequence the audit event of the draw
 */
public record WaveRow(
    long projectId,
    long waveNumber,
    Basis basis,
    Counts counts,
    Controls controls,
    ByteString digest,
    long drawnSequence,
    long createdMillis,
    Serving serving) {

  /** The strategy's name of a wave that is a round of an evaluation. */
  public static final String EVALUATION = "evaluation";

  /** Where a wave is in its life. */
  public enum State {
    OPEN,
    SERVED,
    WITHDRAWN
  }

  /**
   * What it was computed from, beside the candidates.
   *
   * @param scoreSetId null without scores
   * @param embeddingVersion null where no embeddings were looked at
   */
  public record Basis(
      long policyVersion,
      @Nullable Long scoreSetId,
      @Nullable Long embeddingVersion,
      String strategy,
      double explorationShare,
      double sharpness,
      long seed) {}

  /** Items of the pool at the time, those of them that could be drawn, and those that were. */
  public record Counts(int poolCount, int candidateCount, int drawCount) {}

  /**
   * What estimates need of all candidates.
   *
   * @param judgedCount candidates that the model version is judged on
   * @param judgedControl the sum of their error probabilities
   * @param classControls candidates predicted to be of each class; none without scores
   * @param judgedVariance the planned variance of the total of the model's errors over the
   *     candidates that it is judged on; NaN of waves of older stores, infinite of a round of an
   *     evaluation that could not draw all of them
   * @param poolVariance the same of the classes of all candidates
   * @param judgedCountVariance sum (1/pi - 1) over the candidates that the version is judged on;
   *     NaN of waves of older stores
   * @param poolCountVariance the same over all candidates; NaN of waves of older stores
   */
  public record Controls(
      int judgedCount,
      double judgedControl,
      double[] classControls,
      double judgedVariance,
      double poolVariance,
      double judgedCountVariance,
      double poolCountVariance) {}

  /**
   * How far it is served.
   *
   * @param nextPosition positions below it are served
   * @param closedSequence the audit event of its end, or null while it is open
   */
  public record Serving(State state, int nextPosition, @Nullable Long closedSequence) {
    /** Of a wave that was just drawn. */
    public static final Serving NONE = new Serving(State.OPEN, 0, null);
  }

  /** The same wave, served as far as that. */
  public WaveRow with(Serving reached) {
    return new WaveRow(
        projectId,
        waveNumber,
        basis,
        counts,
        controls,
        digest,
        drawnSequence,
        createdMillis,
        reached);
  }

  /** The wave, served up to another position. */
  public WaveRow servedTo(int position) {
    return with(new Serving(serving.state, position, serving.closedSequence));
  }

  public State state() {
    return serving.state;
  }

  public int nextPosition() {
    return serving.nextPosition;
  }

  public @Nullable Long closedSequence() {
    return serving.closedSequence;
  }

  public @Nullable Long scoreSetId() {
    return basis.scoreSetId;
  }

  public String strategy() {
    return basis.strategy;
  }

  public double explorationShare() {
    return basis.explorationShare;
  }

  public int poolCount() {
    return counts.poolCount;
  }

  public int candidateCount() {
    return counts.candidateCount;
  }

  public int drawCount() {
    return counts.drawCount;
  }

  public int judgedCount() {
    return controls.judgedCount;
  }

  public double judgedControl() {
    return controls.judgedControl;
  }

  public double[] classControls() {
    return controls.classControls;
  }

  public double judgedVariance() {
    return controls.judgedVariance;
  }

  public double poolVariance() {
    return controls.poolVariance;
  }

  public double judgedCountVariance() {
    return controls.judgedCountVariance;
  }

  public double poolCountVariance() {
    return controls.poolCountVariance;
  }

  /** Whether it is a round of an evaluation. */
  public boolean isEvaluation() {
    return basis.strategy.equals(EVALUATION);
  }

  /** The number of its items that have not been served. */
  public int unservedCount() {
    return counts.drawCount - serving.nextPosition;
  }
}
