package dev.assay.report;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * How far something has come: on a terminal one line that is written over, elsewhere whole lines,
 * now and then and at the end. Not for several threads at once.
 */
public final class ProgressLine {
  /** How long nothing is said where lines stay. */
  public static final Duration QUIET = Duration.ofSeconds(10);

  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

  private final PrintWriter err;
  private final boolean isTerminal;
  private final InstantSource clock;
  private Instant last;
  private int width;
  private @Nullable String unsaid;

  ProgressLine(PrintWriter err, boolean isTerminal, InstantSource clock) {
    this.err = err;
    this.isTerminal = isTerminal;
    this.clock = clock;
    this.last = clock.instant();
  }

  /** On the standard error, as it is. */
  public static ProgressLine on(PrintWriter err) {
    return new ProgressLine(err, isTerminal(), InstantSource.system());
  }

  private static boolean isTerminal() {
    try {
      String device = STANDARD_ERROR.toRealPath().toString();
      return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
    } catch (IOException e) {
      return false; // a pipe, which has no path, or a system that does not tell
    }
  }

  /** Says how far it has come. */
  public void show(String text) {
    if (isTerminal) {
      err.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
      err.flush();
      width = text.length();
    } else if (clock.instant().isBefore(last.plus(QUIET))) {
      unsaid = text;
    } else {
      err.println(text);
      last = clock.instant();
      unsaid = null;
    }
  }

  /** Makes room for a line of another kind. */
  public void interrupt() {
    if (width > 0) {
      err.println();
      width = 0;
    }
  }

  /** Ends with what was said last. */
  public void end() {
    interrupt();
    if (unsaid != null) {
      err.println(unsaid);
      unsaid = null;
    }
  }
}
