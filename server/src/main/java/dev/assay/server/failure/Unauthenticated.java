package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** The caller's bearer token is missing or wrong. */
public final class Unauthenticated extends Failure {
  private static final long serialVersionUID = 1L;

  public Unauthenticated() {
    super(
        ErrorReason.ERROR_REASON_UNAUTHENTICATED,
        Code.UNAUTHENTICATED,
        "the bearer token is missing or wrong; send \"authorization: Bearer TOKEN\" with a token of the server's token file",
        Map.of());
  }
}
