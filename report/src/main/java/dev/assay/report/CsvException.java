package dev.assay.report;

/** Text that is no comma-separated values. The message is one line and names the record's line. */
public final class CsvException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CsvException(long line, String problem) {
    super("line " + line + ": " + problem);
  }
}
