package dev.assay.sampling.compress;

import dev.assay.sampling.Require;
import dev.assay.sampling.acquire.ScoreView;
import dev.assay.sampling.balance.LabelledRows;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a compression chooses among, and what is known of them.
 *
 * @param labelled the rows
 * @param scores what a model says of each, or null where there is none
 * @param isBarred for each row whether its label is refuted, so that it is better not trained on
 * @param trust for each row how sure its label is, in [0, 1]
 */
@SuppressWarnings("ArrayRecordComponent") // not compared
public record TrainingRows(
    LabelledRows labelled, @Nullable ScoreView scores, boolean[] isBarred, double[] trust) {

  /** Checks that all speak of the same rows. */
  public TrainingRows {
    Require.sameLength(labelled.count(), isBarred.length, "barred row");
    Require.sameLength(labelled.count(), trust.length, "trust in a row");
    Require.sameLength(labelled.count(), scores == null ? trust.length : scores.size(), "score");
  }

  /** Rows of which nothing else is known. */
  public static TrainingRows of(LabelledRows labelled) {
    double[] sure = new double[labelled.count()];
    Arrays.fill(sure, 1);
    return new TrainingRows(labelled, null, new boolean[labelled.count()], sure);
  }
}
