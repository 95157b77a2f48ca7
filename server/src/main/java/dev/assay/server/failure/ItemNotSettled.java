package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** The item has no verdict that could be doubted. */
public final class ItemNotSettled extends Failure {
  private static final long serialVersionUID = 1L;

  public ItemNotSettled(String itemId) {
    super(
        ErrorReason.ERROR_REASON_ITEM_NOT_SETTLED,
        Code.FAILED_PRECONDITION,
        "item \"" + itemId + "\" has no verdict yet; wait until its votes settle it",
        Map.of("item_id", itemId));
  }
}
