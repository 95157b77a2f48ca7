package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** What is asked for is not defined for the kind of the label schema. */
public final class UnsupportedLabelSchema extends Failure {
  private static final long serialVersionUID = 1L;

  /**
   * @param use what is asked for, in a few words
   * @param suited the kinds that it is defined for
   */
  public UnsupportedLabelSchema(String use, String kind, String suited) {
    super(
        ErrorReason.ERROR_REASON_UNSUPPORTED_LABEL_SCHEMA,
        Code.FAILED_PRECONDITION,
        "not defined for label schemas of the kind %s: %s; it is for %s"
            .formatted(kind, use, suited),
        Map.of("kind", kind));
  }
}
