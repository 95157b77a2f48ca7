package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** The item has no adjudication. */
public final class AdjudicationNotFound extends Failure {
  private static final long serialVersionUID = 1L;

  public AdjudicationNotFound(String itemId) {
    super(
        ErrorReason.ERROR_REASON_ADJUDICATION_NOT_FOUND,
        Code.NOT_FOUND,
        "item \"" + itemId + "\" has no adjudication; FlagItem makes one",
        Map.of("item_id", itemId));
  }
}
