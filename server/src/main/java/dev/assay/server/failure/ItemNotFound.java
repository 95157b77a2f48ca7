package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** The pool has no item of that id. */
public final class ItemNotFound extends Failure {
  private static final long serialVersionUID = 1L;

  public ItemNotFound(String itemId) {
    super(
        ErrorReason.ERROR_REASON_ITEM_NOT_FOUND,
        Code.NOT_FOUND,
        "the pool has no item \"" + itemId + "\"; PutItems adds items",
        Map.of("item_id", itemId));
  }
}
