package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** The plan has no line of that name. */
public final class BudgetLineNotFound extends Failure {
  private static final long serialVersionUID = 1L;

  public BudgetLineNotFound(String line) {
    super(
        ErrorReason.ERROR_REASON_BUDGET_LINE_NOT_FOUND,
        Code.NOT_FOUND,
        "the budget plan has no line " + line + "; GetBudget shows its lines",
        Map.of("line", line));
  }
}
