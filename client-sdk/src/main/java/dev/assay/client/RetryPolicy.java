package dev.assay.client;

import java.time.Duration;
import java.util.Locale;

/**
 * How often and how patiently a call is repeated when the server answers {@code UNAVAILABLE} or its
 * connection breaks. Only calls that are safe to repeat are: those that read, and those that carry
 * a request id, which the client keeps the same over all attempts. Nothing else is ever repeated:
 * other statuses would come again, or need a decision of the caller.
 *
 * <p>A server that cannot be reached costs no attempts once it has answered this client: calls wait
 * for it until their deadline, so that they outlast its restart. A client whose server has never
 * answered uses the attempts up, and says within seconds that nobody is there.
 *
 * @param maxAttempts attempts in all, from 1 (never repeat) to 5
 * @param initialBackoff the wait before the second attempt, above 0; each wait is varied by up to a
 *     fifth
 * @param maxBackoff the longest wait, at least {@code initialBackoff}
 * @param multiplier what each wait is multiplied by to give the next, at least 1
 */
public record RetryPolicy(
    int maxAttempts, Duration initialBackoff, Duration maxBackoff, double multiplier) {
  /** The most attempts that gRPC makes whatever is asked. */
  public static final int MAX_ATTEMPTS_LIMIT = 5;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public RetryPolicy {
    if (maxAttempts < 1 || maxAttempts > MAX_ATTEMPTS_LIMIT) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "maxAttempts is %d: use 1 to %d", maxAttempts, MAX_ATTEMPTS_LIMIT));
    }
    if (initialBackoff.isNegative() || initialBackoff.isZero()) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "initialBackoff is %s: use more than 0", initialBackoff));
    }
    if (maxBackoff.compareTo(initialBackoff) < 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "maxBackoff is %s: use at least initialBackoff, %s",
              maxBackoff,
              initialBackoff));
    }
    if (!(multiplier >= 1) || Double.isInfinite(multiplier)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "multiplier is %s: use a number from 1", multiplier));
    }
  }

  /**
   * Returns the policy that a client has when none is given: five attempts, with waits of three
   * seconds in all between them.
   */
  public static RetryPolicy defaults() {
    return new RetryPolicy(5, Duration.ofMillis(200), Duration.ofSeconds(5), 2);
  }

  /** Returns the policy that never repeats a call, nor lets it wait for a server that is gone. */
  public static RetryPolicy none() {
    return new RetryPolicy(1, Duration.ofMillis(200), Duration.ofSeconds(5), 2);
  }
}
