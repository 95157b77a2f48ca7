package dev.assay.server.failure;

import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One or more fields of the request cannot be taken. Nothing was changed. */
public final class InvalidRequest extends Failure {
  private static final long serialVersionUID = 1L;

  /** The most characters of one field's name or description; the rest is cut off. */
  static final int MAX_TEXT_LENGTH = 200;

  /**
   * The most bytes of all names and descriptions; further violations are counted only. A status
   * goes out as trailers, where these bytes stand up to six times (as text, as details, both
   * escaped), and clients take 8 KiB of trailers unless told otherwise.
   */
  static final int MAX_TEXT_BYTES = 1200;

  /** At least one violation. */
  public InvalidRequest(List<FieldViolation> violations) {
    this(shown(violations), violations.size());
  }

  public InvalidRequest(String field, String description) {
    this(List.of(violation(field, description)));
  }

  private InvalidRequest(List<FieldViolation> shown, int count) {
    super(
        ErrorReason.ERROR_REASON_INVALID_FIELD,
        Code.INVALID_ARGUMENT,
        message(shown, count),
        Map.of(
            "fields",
            shown.stream().map(FieldViolation::getField).collect(Collectors.joining(","))),
        BadRequest.newBuilder().addAllFieldViolations(shown).build());
  }

  private static String message(List<FieldViolation> shown, int count) {
    String message =
        shown.stream()
            .map(violation -> violation.getField() + ": " + violation.getDescription())
            .collect(Collectors.joining("; "));
    return shown.size() == count
        ? message
        : message + "; and " + (count - shown.size()) + " more violations";
  }

  /** The first violations, as many as an answer can hold, and one in any case. */
  private static List<FieldViolation> shown(List<FieldViolation> violations) {
    List<FieldViolation> shown = new ArrayList<>();
    int bytes = 0;
    for (FieldViolation violation : violations) {
      FieldViolation cut = violation(violation.getField(), violation.getDescription());
      bytes += bytes(cut.getField()) + bytes(cut.getDescription());
      if (bytes > MAX_TEXT_BYTES && !shown.isEmpty()) {
        break;
      }
      shown.add(cut);
    }
    return shown;
  }

  private static FieldViolation violation(String field, String description) {
    return FieldViolation.newBuilder()
        .setField(cut(field))
        .setDescription(cut(description))
        .build();
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= MAX_TEXT_LENGTH
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MAX_TEXT_LENGTH - 3)) + "...";
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
