package dev.assay.app.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Rows in aligned columns; columns of numbers are aligned at their right. */
final class Table {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9][0-9.,]*( [A-Z]{3})?%?|-|");
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();
  private final int columns;

  Table(String... headers) {
    this.columns = headers.length;
    rows.add(List.of(headers));
  }

  Table row(Object... cells) {
    if (cells.length != columns) {
      throw new IllegalArgumentException("a row has " + columns + " cells, not " + cells.length);
    }
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(String.valueOf(cell).replaceAll("\\p{Cntrl}", " "));
    }
    rows.add(row);
    return this;
  }

  void print(PrintWriter out) {
    int[] widths = new int[columns];
    boolean[] right = new boolean[columns];
    for (int column = 0; column < columns; column++) {
      int index = column;
      widths[column] = rows.stream().mapToInt(row -> width(row.get(index))).max().orElse(0);
      right[column] =
          rows.size() > 1
              && rows.stream().skip(1).allMatch(row -> NUMBER.matcher(row.get(index)).matches());
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < columns; column++) {
        String padding = " ".repeat(widths[column] - width(row.get(column)));
        line.append(column == 0 ? "" : GAP)
            .append(right[column] ? padding + row.get(column) : row.get(column) + padding);
      }
      out.println(line.toString().stripTrailing());
    }
  }

  /** As comma-separated values (RFC 4180): cells that need it are quoted. */
  void printCsv(PrintWriter out) {
    for (List<String> row : rows) {
      out.println(row.stream().map(Table::csv).collect(Collectors.joining(",")));
    }
  }

  private static String csv(String cell) {
    return cell.indexOf(',') >= 0 || cell.indexOf('"') >= 0
        ? "\"" + cell.replace("\"", "\"\"") + "\""
        : cell;
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
