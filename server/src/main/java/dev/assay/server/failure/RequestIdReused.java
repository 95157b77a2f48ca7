package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** The request id was used with another body. */
public final class RequestIdReused extends Failure {
  private static final long serialVersionUID = 1L;

  public RequestIdReused(String requestId) {
    super(
        ErrorReason.ERROR_REASON_REQUEST_ID_REUSED,
        Code.ALREADY_EXISTS,
        "request_id \""
            + requestId
            + "\" was used for another request; use a new id for a new request",
        Map.of("request_id", requestId));
  }
}
