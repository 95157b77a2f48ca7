package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** A hold that would be another annotator's does not fit a line of that annotator. */
public final class BudgetLineExhausted extends Failure {
  private static final long serialVersionUID = 1L;

  public BudgetLineExhausted(String line) {
    super(
        ErrorReason.ERROR_REASON_BUDGET_LINE_EXHAUSTED,
        Code.FAILED_PRECONDITION,
        "the budget line "
            + line
            + " has no room for it; hand over to somebody else or raise the line",
        Map.of("line", line));
  }
}
