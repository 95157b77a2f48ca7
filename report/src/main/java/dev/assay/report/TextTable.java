package dev.assay.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Rows in columns, as aligned text, as Markdown or as comma-separated values. Where they are
 * aligned, columns of numbers are at their right.
 */
public final class TextTable {
  private static final Pattern NUMBER =
      Pattern.compile("-?[0-9][0-9.,]*(e[+-]?[0-9]+)?( ±.*| [A-Z]{3})?%?|-|");
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();
  private final List<String> headers;
  private int maxWidth = Integer.MAX_VALUE;

  /** A table with these columns. */
  public TextTable(String... headers) {
    this.headers = List.of(headers);
  }

  /**
   * One table of all cells of several: a row for each, with the first column's header and cell, the
   * cell's own header, and the cell. Of a table of fields and values, the field is the header and
   * the first two are empty.
   */
  public static TextTable joined(List<TextTable> tables) {
    TextTable joined = new TextTable("part", "name", "field", "value");
    for (TextTable table : tables) {
      boolean isFields = table.headers.get(0).equals("FIELD");
      for (List<String> row : table.rows) {
        for (int column = 1; column < row.size(); column++) {
          joined.row(
              isFields ? "" : table.headers.get(0),
              isFields ? "" : row.get(0),
              isFields ? row.get(0) : table.headers.get(column),
              row.get(column));
        }
      }
    }
    return joined;
  }

  /** Adds a row, one cell a column. */
  public TextTable row(Object... cells) {
    if (cells.length != headers.size()) {
      throw new IllegalArgumentException(
          "a row has " + headers.size() + " cells, not " + cells.length);
    }
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(String.valueOf(cell));
    }
    rows.add(row);
    return this;
  }

  /** The names of the columns. */
  public List<String> headers() {
    return headers;
  }

  /** The rows, each with a cell for every column. */
  public List<List<String>> rows() {
    return Collections.unmodifiableList(rows);
  }

  /** Whether there is no row. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Breaks the widest cells at blanks where lines for a terminal would be wider than that. */
  public TextTable wrapAt(int width) {
    maxWidth = width;
    return this;
  }

  /** The lines for a terminal; what would break a line is a blank. */
  public List<String> text() {
    return wrapped().aligned().stream()
        .map(line -> String.join(GAP, line).stripTrailing())
        .toList();
  }

  /** The lines for a page; what would break a line is a blank. */
  public List<String> markdown() {
    List<String> lines = new ArrayList<>();
    aligned().forEach(line -> lines.add("| " + String.join(" | ", line) + " |"));
    StringBuilder rule = new StringBuilder("|");
    for (int column = 0; column < headers.size(); column++) {
      rule.append(isNumeric(column) ? " ---: |" : " --- |");
    }
    lines.add(1, rule.toString());
    return lines;
  }

  /**
   * The records for a program, each with its line end (RFC 4180): cells that need it are quoted.
   */
  public String csv() {
    StringWriter text = new StringWriter();
    CsvWriter csv =
        CsvWriter.builder()
            .commentCharacter('\0') // there are no comments, so that a # needs no quotes
            .lineDelimiter(LineDelimiter.PLATFORM)
            .bufferSize(0)
            .build(text);
    csv.writeRecord(headers);
    rows.forEach(csv::writeRecord);
    return text.toString();
  }

  /** The same with cells that go on in the rows below, as narrow as it takes, or as their words. */
  private TextTable wrapped() {
    int[] widths = new int[headers.size()];
    for (int column = 0; column < widths.length; column++) {
      int at = column;
      widths[column] =
          Math.max(
              length(headers.get(at)),
              rows.stream().mapToInt(row -> length(row.get(at))).max().orElse(0));
    }
    int room = maxWidth - GAP.length() * (widths.length - 1);
    if (Arrays.stream(widths).asLongStream().sum() <= room) {
      return this;
    }
    int widest = 0;
    while (widest >= 0 && Arrays.stream(widths).sum() > room) {
      widest = -1;
      for (int column = 0; column < widths.length; column++) {
        boolean isWider = widest < 0 || widths[column] > widths[widest];
        widest = isWider && widths[column] > longestWord(column) ? column : widest;
      }
      if (widest >= 0) {
        widths[widest]--;
      }
    }
    TextTable wrapped = new TextTable(headers.toArray(String[]::new));
    for (List<String> row : rows) {
      List<List<String>> cells = new ArrayList<>();
      for (int column = 0; column < widths.length; column++) {
        cells.add(pieces(oneLine(row.get(column)), widths[column]));
      }
      int lines = cells.stream().mapToInt(List::size).max().orElse(1);
      for (int line = 0; line < lines; line++) {
        int at = line;
        wrapped.row(cells.stream().map(cell -> at < cell.size() ? cell.get(at) : "").toArray());
      }
    }
    return wrapped;
  }

  private int longestWord(int column) {
    return Stream.concat(
            Stream.of(headers.get(column)), rows.stream().map(row -> oneLine(row.get(column))))
        .flatMap(cell -> Stream.of(cell.split(" ", -1)))
        .mapToInt(TextTable::length)
        .max()
        .orElse(0);
  }

  private static List<String> pieces(String cell, int width) {
    List<String> pieces = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    for (String word : cell.split(" ", -1)) {
      if (piece.length() > 0 && length(piece + " " + word) > width) {
        pieces.add(piece.toString());
        piece.setLength(0);
      }
      piece.append(piece.length() > 0 ? " " : "").append(word);
    }
    pieces.add(piece.toString());
    return pieces;
  }

  /** Headers and rows, each cell as wide as its column. */
  private List<String[]> aligned() {
    List<String[]> lines = new ArrayList<>();
    lines.add(headers.toArray(String[]::new));
    rows.forEach(row -> lines.add(row.stream().map(TextTable::oneLine).toArray(String[]::new)));
    for (int column = 0; column < headers.size(); column++) {
      int at = column;
      int width = lines.stream().mapToInt(line -> length(line[at])).max().orElse(0);
      boolean isNumeric = isNumeric(column);
      for (String[] line : lines) {
        String padding = " ".repeat(width - length(line[at]));
        line[at] = isNumeric ? padding + line[at] : line[at] + padding;
      }
    }
    return lines;
  }

  /** Whether a column has rows and each of them has a number, or nothing. */
  public boolean isNumeric(int column) {
    return !rows.isEmpty()
        && rows.stream().allMatch(row -> NUMBER.matcher(row.get(column)).matches());
  }

  private static String oneLine(String cell) {
    return cell.replaceAll("\\p{Cntrl}", " ");
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
