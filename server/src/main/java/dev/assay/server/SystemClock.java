package dev.assay.server;

import dev.assay.server.store.MachineClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The machine's own clock. On Linux the kernel counts the time since it was booted, suspensions
 * included, so the count goes on over restarts of the process. Elsewhere each process has a count
 * of its own.
 */
public final class SystemClock implements MachineClock {
  private static final Logger LOG = LoggerFactory.getLogger(SystemClock.class);
  private static final Path UPTIME = Path.of("/proc/uptime");
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

  /** The kernel's count is read anew after so long: in between, the process counts by itself. */
  private static final long NANOS_BETWEEN_READINGS = TimeUnit.SECONDS.toNanos(1);

  private static final double MILLIS_OF_SECOND = 1_000;

  private final InstantSource wall;
  private final Path uptime;
  private final boolean isKernels;
  private final String name;
  private long readAtNanos;
  private long readMillis;

  /** The clock of this machine. */
  public SystemClock() {
    this(InstantSource.system());
  }

  /**
   * Another clock, and the time that passes on this machine.
   *
   * @param wall what somebody may set
   */
  public SystemClock(InstantSource wall) {
    this(wall, UPTIME, BOOT_ID);
  }

  SystemClock(InstantSource wall, Path uptime, Path bootId) {
    this.wall = wall;
    this.uptime = uptime;
    this.isKernels = Files.isReadable(uptime) && Files.isReadable(bootId);
    this.name = isKernels ? "boot " + read(bootId) : "process " + UUID.randomUUID();
    this.readAtNanos = System.nanoTime();
    this.readMillis = isKernels ? uptimeMillis(0) : 0;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** What the kernel says; where it cannot be read, what the process has counted. */
  private long uptimeMillis(long countedMillis) {
    try {
      String text = read(uptime);
      double seconds = Double.parseDouble(text.substring(0, text.indexOf(' ')));
      return (long) (seconds * MILLIS_OF_SECOND);
    } catch (UncheckedIOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      LOG.debug("event=uptime_unreadable file={}", uptime, e);
      return countedMillis;
    }
  }

  @Override
  public Instant instant() {
    return wall.instant();
  }

  @Override
  public synchronized long elapsedMillis() {
    long now = System.nanoTime();
    long sinceReading = TimeUnit.NANOSECONDS.toMillis(now - readAtNanos);
    if (!isKernels || now - readAtNanos < NANOS_BETWEEN_READINGS) {
      return readMillis + sinceReading;
    }
    // The kernel tells hundredths of a second: never less than what was told already.
    long counted = readMillis + sinceReading;
    readMillis = Math.max(counted, uptimeMillis(counted));
    readAtNanos = now;
    return readMillis;
  }

  @Override
  public String countName() {
    return name;
  }
}
