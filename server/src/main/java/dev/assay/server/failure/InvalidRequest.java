package dev.assay.server.failure;

import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One or more fields of the request cannot be taken. Nothing was changed. */
public final class InvalidRequest extends Failure {
  private static final long serialVersionUID = 1L;

  /** At least one violation. */
  public InvalidRequest(List<FieldViolation> violations) {
    super(
        ErrorReason.ERROR_REASON_INVALID_FIELD,
        Code.INVALID_ARGUMENT,
        violations.stream()
            .map(violation -> violation.getField() + ": " + violation.getDescription())
            .collect(Collectors.joining("; ")),
        Map.of(
            "fields",
            violations.stream().map(FieldViolation::getField).collect(Collectors.joining(","))),
        BadRequest.newBuilder().addAllFieldViolations(violations).build());
  }

  public InvalidRequest(String field, String description) {
    this(List.of(FieldViolation.newBuilder().setField(field).setDescription(description).build()));
  }
}
