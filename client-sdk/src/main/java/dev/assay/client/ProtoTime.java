package dev.assay.client;

import com.google.protobuf.Timestamp;
import java.time.Duration;
import java.time.Instant;

/**
 * Times between {@code java.time} and the contract's messages.
 *
 * <pre>{@code
 * Instant until = ProtoTime.toInstant(assignment.getExpireTime());
 * NextBatchRequest.newBuilder().setLease(ProtoTime.from(Duration.ofMinutes(20)));
 * }</pre>
 */
public final class ProtoTime {
  private ProtoTime() {}

  /**
   * Converts a point in time.
   *
   * @param timestamp the contract's form
   * @return the same instant
   */
  public static Instant toInstant(Timestamp timestamp) {
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
  }

  /**
   * Converts a span of time.
   *
   * @param duration the contract's form
   * @return the same duration
   */
  public static Duration toDuration(com.google.protobuf.Duration duration) {
    return Duration.ofSeconds(duration.getSeconds(), duration.getNanos());
  }

  /**
   * Converts a point in time.
   *
   * @param instant the instant
   * @return the contract's form
   */
  public static Timestamp from(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  /**
   * Converts a span of time.
   *
   * @param duration the duration
   * @return the contract's form
   */
  public static com.google.protobuf.Duration from(Duration duration) {
    long seconds = duration.getSeconds();
    int nanos = duration.getNano();
    if (seconds < 0 && nanos > 0) {
      // java.time counts nanoseconds up from the second below; the message wants both parts of one
      // sign.
      seconds++;
      nanos -= 1_000_000_000;
    }
    return com.google.protobuf.Duration.newBuilder().setSeconds(seconds).setNanos(nanos).build();
  }
}
