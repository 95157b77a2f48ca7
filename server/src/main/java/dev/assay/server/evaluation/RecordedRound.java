package dev.assay.server.evaluation;

import com.google.protobuf.ByteString;
import dev.assay.server.pool.ScoreColumns;
import dev.assay.server.pool.ScoreColumnsLoader;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Tables;
import dev.assay.server.store.WaveRow;
import dev.assay.v1.EvaluationInputs;
import dev.assay.v1.WaveInputs;
import java.util.BitSet;
import java.util.Objects;
import java.util.stream.IntStream;

/** Draws a round again from what was stored with its wave. */
public final class RecordedRound {
  private RecordedRound() {}

  /**
   * The digest of the round drawn again.
   *
   * @param unserved the items that no wave before had served, without gold, ascending
   */
  public static ByteString digest(Tables tables, ProjectRow project, WaveRow wave, int[] unserved) {
    EvaluationInputs inputs = inputs(tables, wave).getEvaluation();
    ScoreColumns scores =
        Objects.requireNonNull(
            ScoreColumnsLoader.load(tables, Objects.requireNonNull(wave.scoreSetId())));
    BitSet meanwhile = new BitSet();
    inputs.getServedMeanwhileList().forEach(meanwhile::set);
    int[] ordinals =
        inputs.getPlan().getPartAttribute().isEmpty()
            ? IntStream.concat(IntStream.of(unserved), meanwhile.stream())
                .filter(scores::isJudged)
                .sorted()
                .toArray()
            : part(inputs);
    return RoundDrawing.of(
            inputs,
            ordinals,
            scores,
            project.definition().getLabelSchema().getClassNamesList(),
            wave.basis().seed())
        .digestWithout(meanwhile);
  }

  private static WaveInputs inputs(Tables tables, WaveRow wave) {
    return Objects.requireNonNull(
        tables.waves().inputs(wave.projectId(), wave.waveNumber()), "a round has inputs");
  }

  private static int[] part(EvaluationInputs inputs) {
    int[] ordinals = new int[inputs.getPartStepsCount()];
    int at = 0;
    for (int i = 0; i < ordinals.length; i++) {
      at += inputs.getPartSteps(i);
      ordinals[i] = at;
    }
    return ordinals;
  }
}
