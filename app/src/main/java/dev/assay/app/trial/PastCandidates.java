package dev.assay.app.trial;

import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.ScoreView;
import dev.assay.sampling.vector.Points;
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
    return new Vectors(past, open);
  }

  @Override
  public Points labelledVectors() {
    return new Vectors(past, bought);
  }

  @Override
  public int[] labelledClasses() {
    return Arrays.stream(bought).map(item -> past.items().get(item).label()).toArray();
  }

  @SuppressWarnings("ArrayRecordComponent") // not compared
  private record Vectors(Past past, int[] of) implements Points {
    @Override
    public int count() {
      return of.length;
    }

    @Override
    public int dimension() {
      return past.items().get(0).embedding().length;
    }

    @Override
    public boolean has(int point) {
      return true;
    }

    @Override
    public void copy(int point, double[] into) {
      System.arraycopy(past.items().get(of[point]).embedding(), 0, into, 0, dimension());
    }
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
