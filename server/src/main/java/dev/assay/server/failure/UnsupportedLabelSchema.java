package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** The label schema has no such estimate. */
public final class UnsupportedLabelSchema extends Failure {
  private static final long serialVersionUID = 1L;

  public UnsupportedLabelSchema(String kind) {
    super(
        ErrorReason.ERROR_REASON_UNSUPPORTED_LABEL_SCHEMA,
        Code.FAILED_PRECONDITION,
        "this estimate is not defined for "
            + kind
            + " label schemas; it is for BINARY and MULTICLASS",
        Map.of("kind", kind));
  }
}
