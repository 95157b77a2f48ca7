package dev.assay.sampling.acquire;

import dev.assay.sampling.vector.Points;
import org.jspecify.annotations.Nullable;

/** Candidates with the given rows of scores, or with vectors beside those of a labelled set. */
record Pool(int size, @Nullable ScoreView given, @Nullable Points places, @Nullable Points labelled)
    implements Candidates {

  Pool(Rows rows) {
    this(rows.size(), rows, null, null);
  }

  Pool(Points vectors, Points labelled) {
    this(vectors.count(), null, vectors, labelled);
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

  private static <T> T required(@Nullable T known) {
    if (known == null) {
      throw new IllegalStateException("the strategy did not say that it needs this");
    }
    return known;
  }
}
