package dev.assay.sampling.acquire;

import dev.assay.sampling.vector.Points;
import org.jspecify.annotations.Nullable;

/**
 * Candidates with the given rows of scores, with vectors beside those of a labelled set, or with
 * both.
 */
@SuppressWarnings("ArrayRecordComponent") // not compared
public record Pool(
    int size,
    @Nullable ScoreView given,
    @Nullable Points places,
    @Nullable Points labelled,
    int @Nullable [] classes)
    implements Candidates {

  public Pool(Rows rows) {
    this(rows.size(), rows, null, null, null);
  }

  public Pool(Points vectors, Points labelled) {
    this(vectors.count(), null, vectors, labelled, null);
  }

  public Pool(Points vectors, Rows rows) {
    this(vectors.count(), rows, vectors, FloatPoints.of(), null);
  }

  public Pool(Points vectors, Points labelled, Rows rows, int[] classes) {
    this(vectors.count(), rows, vectors, labelled, classes);
  }

  public Pool(Points vectors, Points labelled, Rows rows) {
    this(vectors.count(), rows, vectors, labelled, null);
  }

  @Override
  public boolean has(Need need) {
    return switch (need) {
      case SCORES -> given != null;
      case VECTORS -> places != null;
      case CLASSES -> classes != null;
      case ENSEMBLE, GRADIENTS, PRICES -> false;
    };
  }

  @Override
  public ScoreView scores() {
    return required(given);
  }

  @Override
  public Points vectors() {
    return required(places);
  }

  @Override
  public Points labelledVectors() {
    return required(labelled);
  }

  @Override
  public int[] labelledClasses() {
    return required(classes);
  }

  private static <T> T required(@Nullable T known) {
    if (known == null) {
      throw new IllegalStateException("the strategy did not say that it needs this");
    }
    return known;
  }
}
