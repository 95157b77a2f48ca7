package dev.assay.server.store;

import dev.assay.v1.Funding;
import dev.assay.v1.Slice;
import org.jspecify.annotations.Nullable;

/**
 * One vote; see the table's columns.
 *
 * @param discounted it does not count, for its annotator was careless at the time
 */
public record LabelRow(
    long labelId,
    long projectId,
    int ordinal,
    String itemId,
    String annotatorId,
    long assignmentId,
    String answer,
    Funding funding,
    long chargedMicros,
    Slice slice,
    @Nullable Long labelingMillis,
    long createdMillis,
    boolean discounted) {

  /** Whether it is a vote that counts: paid for, and given in earnest. */
  public boolean counts() {
    return funding == Funding.FUNDING_FUNDED && !discounted;
  }

  /** The same vote with another answer, funding and time taken. */
  public LabelRow with(String newAnswer, Funding newFunding, @Nullable Long newLabelingMillis) {
    return new LabelRow(
        labelId,
        projectId,
        ordinal,
        itemId,
        annotatorId,
        assignmentId,
        newAnswer,
        newFunding,
        chargedMicros,
        slice,
        newLabelingMillis,
        createdMillis,
        discounted);
  }
}
