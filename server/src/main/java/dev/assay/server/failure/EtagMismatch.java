package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** Somebody changed the resource since it was read. */
public final class EtagMismatch extends Failure {
  private static final long serialVersionUID = 1L;

  public EtagMismatch(String sent, String stored) {
    super(
        ErrorReason.ERROR_REASON_ETAG_MISMATCH,
        Code.ABORTED,
        "the etag \"" + sent + "\" is not the stored one; read the resource again and decide anew",
        Map.of("etag", stored));
  }
}
