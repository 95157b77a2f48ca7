package dev.assay.reliability.sidecar;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until it is moved, in either direction. */
public final class VirtualClock implements InstantSource {
  /** Where it begins: a moment with few zeros. */
  public static final long START_MILLIS = 1_700_000_000_123L;

  private final AtomicLong millis;

  /** A clock at {@link #START_MILLIS}. */
  public VirtualClock() {
    this(START_MILLIS);
  }

  /** A clock at that time. */
  public VirtualClock(long startMillis) {
    this.millis = new AtomicLong(startMillis);
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis());
  }

  @Override
  public long millis() {
    return millis.get();
  }

  public void move(long byMillis) {
    millis.addAndGet(byMillis);
  }
}
