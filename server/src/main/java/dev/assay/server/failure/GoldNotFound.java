package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** The item is no gold item. */
public final class GoldNotFound extends Failure {
  private static final long serialVersionUID = 1L;

  public GoldNotFound(String itemId) {
    super(
        ErrorReason.ERROR_REASON_GOLD_NOT_FOUND,
        Code.NOT_FOUND,
        "item \"" + itemId + "\" is no gold item; PutGold makes it one",
        Map.of("item_id", itemId));
  }
}
