package dev.assay.sampling.quality;

import dev.assay.sampling.quality.InvalidVotesException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * All that a verdict may rest on.
 *
 * <p>Arrays are not copied: who gives them leaves them alone.
 *
 * @param votes the votes
 * @param known for each item the class that is known beyond doubt (gold, adjudicated), or {@link
 *     #UNKNOWN}; null where no item is known
 * @param model a model's probabilities of the classes, item by item in one row-major array; a row
 *     that begins with NaN says nothing; null where there is no model
 */
public record Evidence(VoteTable votes, int @Nullable [] known, float @Nullable [] model) {
  /** The mark of an item whose class is not known. */
  public static final int UNKNOWN = -1;

  /** Checks lengths and ranges. */
  public Evidence {
    int classes = votes.classCount();
    if (known != null) {
      Check.sameLength(votes.itemCount(), known.length, "known");
      for (int one : known) {
        Check.range(one, UNKNOWN, classes - 1, Reason.CLASS_OUT_OF_RANGE, "a known class");
      }
    }
    if (model != null) {
      Check.sameLength(Math.multiplyExact(votes.itemCount(), classes), model.length, "model");
    }
  }

  /** Votes alone. */
  public static Evidence of(VoteTable votes) {
    return new Evidence(votes, null, null);
  }

  /** The same with items whose class is known beyond doubt; {@link #UNKNOWN} for the others. */
  public Evidence withKnown(int[] classes) {
    return new Evidence(votes, classes, model);
  }

  /** The same with a model's probabilities, item by item in one row-major array. */
  public Evidence withModel(float[] probabilities) {
    return new Evidence(votes, known, probabilities);
  }

  /** The class that an item is known to have, or {@link #UNKNOWN}. */
  public int known(int item) {
    return known == null ? UNKNOWN : known[item];
  }

  /** The same with other votes on the same items. */
  public Evidence withVotes(VoteTable others) {
    return new Evidence(others, known, model);
  }
}
