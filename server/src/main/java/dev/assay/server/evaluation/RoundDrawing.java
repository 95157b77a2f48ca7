package dev.assay.server.evaluation;

import com.google.protobuf.ByteString;
import dev.assay.sampling.evaluate.RoundDesign;
import dev.assay.sampling.evaluate.RoundDraw;
import dev.assay.sampling.evaluate.RoundFrame;
import dev.assay.server.pool.ScoreColumns;
import dev.assay.v1.EvaluationInputs;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Draws a round from its inputs, the scores and the items that could be drawn, and from nothing
 * else: the first draw and its replay are the same computation.
 */
final class RoundDrawing {
  private final RoundCandidates candidates;
  private final RoundDraw draw;

  private RoundDrawing(RoundCandidates candidates, RoundDraw draw) {
    this.candidates = candidates;
    this.draw = draw;
  }

  /**
   * Draws.
   *
   * @param ordinals that could be drawn, those that were served meanwhile among them
   */
  static RoundDrawing of(
      EvaluationInputs inputs,
      int[] ordinals,
      ScoreColumns scores,
      List<String> classNames,
      long seed) {
    RoundCandidates candidates = RoundCandidates.of(ordinals, scores, inputs.getPlan(), classNames);
    RoundDesign design = RoundDesign.named(inputs.getPlan().getDesign()).orElseThrow();
    RoundFrame frame = candidates.frame();
    if (design.isAdaptive()) {
      boolean[] wrong = new boolean[inputs.getLearntErrorsCount()];
      for (int k = 0; k < wrong.length; k++) {
        wrong[k] = inputs.getLearntErrors(k);
      }
      frame =
          candidates.learnt(
              inputs.getLearntOrdinalsList().stream().mapToInt(Integer::intValue).toArray(),
              wrong,
              scores);
    }
    return new RoundDrawing(candidates, design.draw(frame, inputs.getSize(), seed));
  }

  RoundCandidates candidates() {
    return candidates;
  }

  double[] inclusionProbabilities() {
    return draw.inclusionProbabilities();
  }

  /** The drawn units in the order in which they are offered, without the items of a set. */
  int[] unitsWithout(BitSet ordinals) {
    return Arrays.stream(draw.units())
        .filter(unit -> !ordinals.get(candidates.ordinals()[unit]))
        .toArray();
  }

  /** SHA-256 over what was decided of all items but those of a set. */
  ByteString digestWithout(BitSet ordinals) {
    MessageDigest digest = sha256();
    ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES + Double.BYTES);
    for (int i = 0; i < candidates.ordinals().length; i++) {
      if (!ordinals.get(candidates.ordinals()[i])) {
        buffer.clear().putInt(candidates.ordinals()[i]).putDouble(inclusionProbabilities()[i]);
        digest.update(buffer.flip());
      }
    }
    for (int unit : unitsWithout(ordinals)) {
      buffer.clear().putInt(candidates.ordinals()[unit]);
      digest.update(buffer.flip());
    }
    return ByteString.copyFrom(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
