package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** The annotator may not have the work that a call would give, or let count. */
public final class WorkNotPermitted extends Failure {
  private static final long serialVersionUID = 1L;

  /**
   * @param stopReason what NextBatch says to the annotator then, without the prefix of its enum
   * @param because the rule, for people
   */
  public WorkNotPermitted(String annotatorId, String stopReason, String because) {
    super(
        ErrorReason.ERROR_REASON_WORK_NOT_PERMITTED,
        Code.FAILED_PRECONDITION,
        "annotator \"" + annotatorId + "\" may not have this work: " + because,
        Map.of("annotator_id", annotatorId, "stop_reason", stopReason));
  }
}
