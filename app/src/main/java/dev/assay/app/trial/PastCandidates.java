package dev.assay.app.trial;

import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.ScoreView;
import dev.assay.sampling.vector.Points;
import dev.assay.sampling.vector.RowPoints;
import java.util.Arrays;

/**
 * Items of the past as if some of them were not labelled yet.
 *
 * @param open the candidates
 * @param bought what was labelled before
 */
@SuppressWarnings("ArrayRecordComponent") // not compared
record PastCandidates(Past past, int[] open, int[] bought) implements Candidates {

  @Override
  public int size() {
    return open.length;
  }

  @Override
  public boolean has(Need need) {
    return switch (need) {
      case SCORES -> past.isScored();
      case VECTORS, CLASSES -> true;
      case ENSEMBLE, GRADIENTS, PRICES -> false; // which a server shows nobody
    };
  }

  @Override
  public ScoreView scores() {
    return new Scores(past, open);
  }

  @Override
  public ScoreView labelledScores() {
    return new Scores(past, bought);
  }

  @Override
  public Points vectors() {
    return new RowPoints(embeddings(), open);
  }

  @Override
  public Points labelledVectors() {
    return new RowPoints(embeddings(), bought);
  }

  @Override
  public int[] labelledClasses() {
    return Arrays.stream(bought).map(item -> past.items().get(item).label()).toArray();
  }

  private double[][] embeddings() {
    return past.items().stream().map(Past.Labelled::embedding).toArray(double[][]::new);
  }

  @SuppressWarnings("ArrayRecordComponent") // not compared
  private record Scores(Past past, int[] of) implements ScoreView {
    @Override
    public int size() {
      return of.length;
    }

    @Override
    public int classCount() {
      return past.classCount();
    }

    @Override
    public boolean isMultiLabel() {
      return false;
    }

    @Override
    public boolean has(int candidate) {
      return true;
    }

    @Override
    public void copyProbabilities(int candidate, float[] into) {
      float[] row = past.items().get(of[candidate]).scores();
      System.arraycopy(row, 0, into, 0, row.length);
    }
  }
}
