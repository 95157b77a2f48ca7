package dev.assay.server.acquisition;

import dev.assay.server.store.Transaction;
import dev.assay.v1.StopReason;
import org.jspecify.annotations.Nullable;

/**
 * Why a batch is shorter than asked.
 *
 * @param line the budget line that the next assignment did not fit; empty where none refused one
 * @param retryAtMillis when asking again can help by the passing of time alone, or null
 */
record Stop(StopReason reason, String line, @Nullable Long retryAtMillis) {
  /** How soon asking again for a wave that is being drawn can help. */
  static final long WAVE_RETRY_MILLIS = 500;

  static Stop of(StopReason reason) {
    return new Stop(reason, "", null);
  }

  /** How long to wait before asking again could help, or null when waiting alone will not. */
  @Nullable Long retryMillis(Transaction transaction, long projectId) {
    Long atMillis = retryAtMillis;
    return switch (reason) {
      case STOP_REASON_WAVE_PENDING -> WAVE_RETRY_MILLIS;
      case STOP_REASON_BUDGET_PACED ->
          atMillis == null ? null : (Long) Math.max(atMillis - transaction.nowMillis(), 0);
      case STOP_REASON_BUDGET_FULLY_HELD,
          STOP_REASON_NOTHING_FOR_ANNOTATOR,
          STOP_REASON_NO_ITEM_FITS,
          STOP_REASON_BUDGET_LINE_EXHAUSTED,
          STOP_REASON_BUDGET_SET_ASIDE,
          STOP_REASON_BUDGET_DRAINING -> {
        Long expiryMillis = transaction.assignments().nextExpiryMillis(projectId);
        Long soonest = expiryMillis;
        if (atMillis != null && (soonest == null || atMillis < soonest)) {
          soonest = atMillis;
        }
        yield soonest == null ? null : (Long) Math.max(soonest - transaction.nowMillis(), 0);
      }
      default -> null;
    };
  }
}
