package dev.assay.app.demo;

import dev.assay.client.Micros;
import dev.assay.v1.StopReason;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers and reasons as people read them, the same in every language and region. */
final class Words {
  private Words() {}

  /** Three decimals. */
  static String share(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  /** Three decimals with a sign. */
  static String difference(double value) {
    return String.format(Locale.ROOT, "%+.3f", value);
  }

  /** Two decimals. */
  static String money(long micros) {
    return Micros.toBigDecimal(micros).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Why no more work was granted. */
  static String stop(StopReason reason) {
    return switch (reason) {
      case STOP_REASON_BUDGET_EXHAUSTED ->
          "the budget is exhausted: what is left under the ceiling does not pay for another label";
      case STOP_REASON_BUDGET_FULLY_HELD ->
          "what is left under the ceiling is held by open assignments";
      case STOP_REASON_POOL_EXHAUSTED -> "every item of the pool is settled";
      case STOP_REASON_NOTHING_FOR_ANNOTATOR ->
          "no item is left that the annotators have not answered";
      case STOP_REASON_WAVE_PENDING -> "the next wave was not drawn in time";
      case STOP_REASON_BUDGET_LINE_EXHAUSTED,
          STOP_REASON_BUDGET_SET_ASIDE,
          STOP_REASON_BUDGET_DRAINING,
          STOP_REASON_BUDGET_PACED,
          STOP_REASON_REVIEW_PENDING ->
          "the budget's plan does not allow more";
      case STOP_REASON_NO_ITEM_FITS -> "no annotator has the tags that the items left require";
      case STOP_REASON_STOPPING_RULE -> "more labels are not worth it by the policy's rules";
      case STOP_REASON_SCORES_STALE -> "the scores are older than the policy allows";
      case STOP_REASON_ITEM_LIMIT_REACHED ->
          "every annotator has had as many items as the project allows";
      case STOP_REASON_ANNOTATOR_SUSPENDED -> "every annotator is suspended";
      case STOP_REASON_DAILY_LIMIT_REACHED -> "every annotator has reached the daily limit";
      case STOP_REASON_UNSPECIFIED, UNRECOGNIZED -> "the server did not say why";
    };
  }
}
