package dev.assay.report;

import java.io.IOException;

/**
 * A result could not be written. The message is one line and says why. An error, since no command
 * can do anything about it: it ends the program.
 */
public final class OutputError extends Error {
  private static final long serialVersionUID = 1L;

  OutputError(IOException cause) {
    super("standard output cannot be written: " + cause.getMessage(), cause);
  }
}
