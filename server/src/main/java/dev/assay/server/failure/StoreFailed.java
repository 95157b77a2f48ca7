package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** The store could not write or read: the outcome is unknown until the request is repeated. */
public final class StoreFailed extends Failure {
  private static final long serialVersionUID = 1L;

  public StoreFailed(Throwable cause) {
    super(
        ErrorReason.ERROR_REASON_STORE_FAILED,
        Code.INTERNAL,
        "the store failed and the outcome is unknown; repeat the request with the same request_id when the server is back",
        Map.of(),
        cause);
  }

  @Override
  public boolean isFinal() {
    return false;
  }
}
