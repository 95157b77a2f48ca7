package dev.assay.app.cli;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server refused records of a file. They are named by their lines and columns. */
final class RefusedRecord extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final Pattern RECORD =
      Pattern.compile(
          "chunk\\.(?:items\\[[0-9]+]\\.)?([a-z_]+)(\\[[0-9]+])?: (.*?) \\(record ([0-9]+) of the"
              + " stream\\)");

  /**
   * @param message the server's, which counts records from 0
   * @param records where they came from
   * @param column the name that people know a field by
   */
  RefusedRecord(String message, RecordFile records, UnaryOperator<String> column) {
    super(inWords(message, records, column));
  }

  private static String inWords(String message, RecordFile records, UnaryOperator<String> column) {
    Matcher matcher = RECORD.matcher(message);
    StringBuilder words = new StringBuilder();
    while (matcher.find()) {
      String place = records.place(Long.parseLong(matcher.group(4)));
      matcher.appendReplacement(
          words,
          Matcher.quoteReplacement(
              place
                  + ": column \""
                  + column.apply(
                      matcher.group(1) + (matcher.group(2) == null ? "" : matcher.group(2)))
                  + "\": "
                  + matcher.group(3)));
    }
    return matcher.appendTail(words).toString();
  }
}
