package dev.assay.server.store;

import org.jspecify.annotations.Nullable;

/**
 * What is remembered of the thresholds that a budget has met.
 *
 * @param alertedMicros the highest alert threshold that was told of
 * @param reviewedMicros the highest review threshold that an owner has let pass
 * @param pausedMicros the review threshold that grants wait at, or null while they do not
 * @param pausedAtMillis when they began to wait, or null
 * @param closedPriceMicros the price that did not fit exploitation, or null while it is open
 */
public record BudgetWatch(
    long alertedMicros,
    long reviewedMicros,
    @Nullable Long pausedMicros,
    @Nullable Long pausedAtMillis,
    @Nullable Long closedPriceMicros) {
  public static final BudgetWatch NONE = new BudgetWatch(0, 0, null, null, null);

  public BudgetWatch alerted(long micros) {
    return new BudgetWatch(micros, reviewedMicros, pausedMicros, pausedAtMillis, closedPriceMicros);
  }

  public BudgetWatch paused(long micros, long nowMillis) {
    return new BudgetWatch(alertedMicros, reviewedMicros, micros, nowMillis, closedPriceMicros);
  }

  public BudgetWatch resumed(long micros) {
    return new BudgetWatch(alertedMicros, micros, null, null, closedPriceMicros);
  }

  public BudgetWatch closed(@Nullable Long priceMicros) {
    return new BudgetWatch(
        alertedMicros, reviewedMicros, pausedMicros, pausedAtMillis, priceMicros);
  }
}
