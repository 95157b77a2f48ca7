package dev.assay.bench.select;

import dev.assay.bench.data.Examples;
import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Judgements;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.RowScores;
import dev.assay.sampling.acquire.ScoreView;
import dev.assay.sampling.vector.Points;
import dev.assay.sampling.vector.RowPoints;
import java.util.Arrays;

/**
 * Examples of which some are labelled: their features are the embeddings.
 *
 * @param items the candidates
 * @param labelled the labelled ones
 * @param judged what the model that is judged says of every example
 */
@SuppressWarnings("ArrayRecordComponent") // not compared
record ExampleCandidates(Examples examples, int[] items, int[] labelled, double[][] judged)
    implements Candidates {

  @Override
  public int size() {
    return items.length;
  }

  @Override
  public boolean has(Need need) {
    return need == Need.SCORES || need == Need.VECTORS || need == Need.CLASSES;
  }

  @Override
  public Points vectors() {
    return new RowPoints(examples.features(), items);
  }

  @Override
  public Points labelledVectors() {
    return new RowPoints(examples.features(), labelled);
  }

  @Override
  public int[] labelledClasses() {
    return Arrays.stream(labelled).map(item -> examples.labels()[item]).toArray();
  }

  /** The judged model has learnt none of them, ever. */
  @Override
  public Judgements labelledJudgements() {
    int[] predicted = new int[labelled.length];
    double[] errors = new double[labelled.length];
    for (int k = 0; k < labelled.length; k++) {
      double[] p = judged[labelled[k]];
      predicted[k] = LearningSplit.greatest(p);
      errors[k] = 1 - p[predicted[k]];
    }
    return new Judgements(predicted, errors);
  }

  @Override
  public ScoreView scores() {
    return new RowScores(judged, items, examples.classCount());
  }

  @Override
  public ScoreView labelledScores() {
    return new RowScores(judged, labelled, examples.classCount());
  }
}
