package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** The annotator who is to have an assignment has another one for the same item. */
public final class AnnotatorHasItem extends Failure {
  private static final long serialVersionUID = 1L;

  public AnnotatorHasItem(int tokenIndex) {
    super(
        ErrorReason.ERROR_REASON_ANNOTATOR_HAS_ITEM,
        Code.FAILED_PRECONDITION,
        "the new annotator has an open assignment or a vote on the item of token "
            + tokenIndex
            + "; each vote on an item must come from another annotator",
        Map.of("token_index", Integer.toString(tokenIndex)));
  }
}
