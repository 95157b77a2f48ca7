package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** The assignment has no label that stands. */
public final class LabelNotFound extends Failure {
  private static final long serialVersionUID = 1L;

  public LabelNotFound() {
    super(
        ErrorReason.ERROR_REASON_LABEL_NOT_FOUND,
        Code.NOT_FOUND,
        "the assignment has no label, or it was withdrawn; send a first label with SubmitLabels",
        Map.of());
  }
}
