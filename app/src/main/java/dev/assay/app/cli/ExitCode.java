package dev.assay.app.cli;

import dev.assay.client.AssayException;
import dev.assay.report.CsvException;
import dev.assay.server.config.ConfigException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** What the process tells its caller. */
final class ExitCode {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int REFUSED = 3;
  static final int UNAVAILABLE = 4;

  private ExitCode() {}

  /** The code for what ended a command. */
  static int of(Exception thrown) {
    if (thrown instanceof AssayException answer) {
      return switch (answer.code()) {
        case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED -> UNAVAILABLE;
        case INTERNAL, UNKNOWN, DATA_LOSS, OK -> FAILED;
        default -> REFUSED;
      };
    }
    if (thrown instanceof RefusedRecord) {
      return REFUSED;
    }
    return thrown instanceof ConfigException
            || thrown instanceof InputException
            || thrown instanceof CsvException
            || thrown instanceof NoSuchFileException
            || thrown instanceof AccessDeniedException
            || thrown instanceof CharacterCodingException
        ? USAGE
        : FAILED;
  }
}
