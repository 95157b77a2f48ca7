package dev.assay.server.failure;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a process whose memory is used up. What an OutOfMemoryError leaves behind, in this
 * program and in every library, is unknown, so nothing is served on: what was acknowledged is in
 * the store, and whoever watches over the process starts it again.
 *
 * <p>The launchers and the image ask the virtual machine for the same, which notices more; this is
 * for those who start the jar without that option.
 */
public final class OutOfMemory {
  /** As the virtual machine exits by ExitOnOutOfMemoryError. */
  public static final int EXIT_CODE = 3;

  private static final Logger LOG = LoggerFactory.getLogger(OutOfMemory.class);
  private static final int MAX_CAUSES = 16;

  private OutOfMemory() {}

  /** Ends the process, without a shutdown, where this or a cause of it is an OutOfMemoryError. */
  public static void endIf(Throwable thrown) {
    if (isIn(thrown)) {
      try {
        LOG.error("event=out_of_memory", thrown);
      } finally {
        Runtime.getRuntime().halt(EXIT_CODE);
      }
    }
  }

  /** For threads that die of what they do not catch. */
  public static void endOnUncaught() {
    Thread.UncaughtExceptionHandler known = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, thrown) -> {
          endIf(thrown);
          if (known == null) {
            LOG.error("event=thread_died thread={}", thread.getName(), thrown);
          } else {
            known.uncaughtException(thread, thrown);
          }
        });
  }

  static boolean isIn(Throwable thrown) {
    @Nullable Throwable cause = thrown;
    for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
      if (cause instanceof OutOfMemoryError) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
