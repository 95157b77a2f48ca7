package dev.assay.app.cli;

import dev.assay.v1.AuditEvent;

/** What events of the budget say, in a line each. */
final class BudgetEvents {
  private BudgetEvents() {}

  static String what(AuditEvent event) {
    return switch (event.getEventCase()) {
      case BUDGET_PLAN_SET -> event.getBudgetPlanSet().getPlan().getLinesCount() + " budget lines";
      case BUDGET_ALERTED ->
          Amounts.show(event.getBudgetAlerted().getCommittedMicros())
              + " of "
              + Amounts.show(event.getBudgetAlerted().getCeilingMicros())
              + " committed";
      case GRANTS_PAUSED ->
          event.getGrantsPaused().getShare() == 0
              ? "nothing is granted until grants are resumed"
              : "nothing is granted beyond "
                  + Amounts.show(event.getGrantsPaused().getThresholdMicros())
                  + " until grants are resumed";
      case GRANTS_RESUMED ->
          "beyond " + Amounts.show(event.getGrantsResumed().getThresholdMicros());
      case CHARGES_ADJUSTED ->
          "by "
              + Amounts.show(event.getChargesAdjusted().getAmountMicros())
              + ": "
              + event.getChargesAdjusted().getReason();
      case LABELS_FUNDED -> event.getLabelsFunded().getVotesCount() + " late labels charged";
      case EXPLOITATION_CLOSED ->
          "waves explore only: budget line "
              + event.getExploitationClosed().getLine()
              + " has no "
              + Amounts.show(event.getExploitationClosed().getPriceMicros());
      case EXPLOITATION_REOPENED -> "waves exploit again";
      default -> "";
    };
  }
}
