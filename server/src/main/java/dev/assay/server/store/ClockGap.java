package dev.assay.server.store;

/**
 * A machine's clock that is not where a store's time would be.
 *
 * @param isAhead whether the clock is ahead of the store's time, or behind it
 * @param sinceWallMillis what the clock said when this was first seen
 * @param sinceMeasuredMillis the measured time then
 * @param storeMillis the store's time then
 * @param leadMillis how far ahead it was when it was last set, or the machine last booted; negative
 *     where it is behind
 * @param isCounted whether the machine's count bears witness: whether no boot lay in between
 */
public record ClockGap(
    boolean isAhead,
    long sinceWallMillis,
    long sinceMeasuredMillis,
    long storeMillis,
    long leadMillis,
    boolean isCounted) {

  /** The same gap after a boot, during which nobody counted. */
  ClockGap afterBoot(long ahead) {
    return new ClockGap(isAhead, sinceWallMillis, sinceMeasuredMillis, storeMillis, ahead, false);
  }
}
