package dev.assay.app.demo.compare;

import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Judgements;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.RowScores;
import dev.assay.sampling.acquire.ScoreView;
import dev.assay.sampling.vector.Points;
import dev.assay.sampling.vector.RowPoints;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Items of a task that are not labelled yet, their features as embeddings, with what the learner
 * says of them.
 *
 * @param open the candidates
 * @param labelled the labelled ones
 * @param said the learner's probabilities of the candidates; null before there is a learner
 * @param judgements of the labelled ones, as they were drawn
 */
@SuppressWarnings("ArrayRecordComponent") // not compared
record LearnerCandidates(
    LearningTask task,
    int[] open,
    int[] labelled,
    double @Nullable [][] said,
    Judgements judgements)
    implements Candidates {

  @Override
  public int size() {
    return open.length;
  }

  @Override
  public boolean has(Need need) {
    return need != Need.SCORES || said != null;
  }

  @Override
  public ScoreView scores() {
    if (said == null) {
      throw new IllegalStateException("there is no learner yet");
    }
    int[] places = new int[open.length];
    Arrays.setAll(places, place -> place);
    return new RowScores(said, places, task.classCount());
  }

  @Override
  public Points vectors() {
    return new RowPoints(task.features(), open);
  }

  @Override
  public Points labelledVectors() {
    return new RowPoints(task.features(), labelled);
  }

  @Override
  public int[] labelledClasses() {
    int[] classes = new int[labelled.length];
    for (int k = 0; k < classes.length; k++) {
      classes[k] = task.classes()[labelled[k]];
    }
    return classes;
  }

  @Override
  public Judgements labelledJudgements() {
    return judgements;
  }
}
