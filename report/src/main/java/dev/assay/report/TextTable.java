package dev.assay.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Rows in columns, as aligned text, as Markdown or as comma-separated values. Where they are
 * aligned, columns of numbers are at their right.
 */
public final class TextTable {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9][0-9.,]*(e[+-]?[0-9]+)?( ±.*| [A-Z]{3})?%?|-|");
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();
  private final List<String> headers;

  /** A table with these columns. */
  public TextTable(String... headers) {
    this.headers = List.of(headers);
  }

  /** Adds a row, one cell a column; what would break a line is a blank. */
  public TextTable row(Object... cells) {
    if (cells.length != headers.size()) {
      throw new IllegalArgumentException("a row has " + headers.size() + " cells, not " + cells.length);
    }
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(String.valueOf(cell).replaceAll("\\p{Cntrl}", " "));
    }
    rows.add(row);
    return this;
  }

  /** Whether there is no row. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The lines for a terminal. */
  public List<String> text() {
    List<String> lines = new ArrayList<>();
    lines.add(line(headers, GAP).stripTrailing());
    rows.forEach(row -> lines.add(line(row, GAP).stripTrailing()));
    return lines;
  }

  /** The lines for a page. */
  public List<String> markdown() {
    List<String> lines = new ArrayList<>();
    lines.add("| " + line(headers, " | ") + " |");
    StringBuilder rule = new StringBuilder("|");
    for (int column = 0; column < headers.size(); column++) {
      rule.append(isNumeric(column) ? " ---: |" : " --- |");
    }
    lines.add(rule.toString());
    rows.forEach(row -> lines.add("| " + line(row, " | ") + " |"));
    return lines;
  }

  /** The lines for a program (RFC 4180): cells that need it are quoted. */
  public List<String> csv() {
    StringWriter text = new StringWriter();
    CsvWriter csv =
        CsvWriter.builder()
            .commentCharacter('\0') // there are no comments, so that a # needs no quotes
            .lineDelimiter(LineDelimiter.LF)
            .bufferSize(0)
            .build(text);
    csv.writeRecord(headers);
    rows.forEach(csv::writeRecord);
    return text.toString().lines().toList();
  }

  private String line(List<String> row, String gap) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      String padding = " ".repeat(width(column) - length(row.get(column)));
      line.append(column == 0 ? "" : gap)
          .append(isNumeric(column) ? padding + row.get(column) : row.get(column) + padding);
    }
    return line.toString();
  }

  private int width(int column) {
    int widest = length(headers.get(column));
    for (List<String> row : rows) {
      widest = Math.max(widest, length(row.get(column)));
    }
    return widest;
  }

  private boolean isNumeric(int column) {
    return !rows.isEmpty()
        && rows.stream().allMatch(row -> NUMBER.matcher(row.get(column)).matches());
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
