package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** The item was decided, or is contested. */
public final class AdjudicationClosed extends Failure {
  private static final long serialVersionUID = 1L;

  public AdjudicationClosed(String itemId) {
    super(
        ErrorReason.ERROR_REASON_ADJUDICATION_CLOSED,
        Code.FAILED_PRECONDITION,
        "the adjudication of item \"" + itemId + "\" is closed; FlagItem asks for another look",
        Map.of("item_id", itemId));
  }
}
