package dev.assay.app.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of comma-separated values (RFC 4180): cells may be quoted, and a quoted cell may
 * hold commas, line ends and doubled quotes. Empty lines are skipped.
 */
final class CsvReader {
  private static final int MAX_CELL_CHARACTERS = 1 << 20;

  private final BufferedReader in;
  private long line = 1;
  private long recordLine = 1;

  CsvReader(BufferedReader in) {
    this.in = in;
  }

  /** The line on which the record that was read last began, from 1. */
  long line() {
    return recordLine;
  }

  /** The cells of the next record, or null at the end. */
  @Nullable List<String> next() throws IOException {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    boolean wasQuoted = false;
    recordLine = line;
    for (int c = in.read(); ; c = in.read()) {
      if (quoted) {
        if (c == '"') {
          if (peek() == '"') {
            cell.append((char) in.read());
          } else {
            quoted = false;
          }
        } else if (c < 0) {
          throw new InputException("line " + recordLine + ": a quoted cell does not end");
        } else {
          line += c == '\n' ? 1 : 0;
          append(cell, c);
        }
      } else if (c == '"' && cell.isEmpty() && !wasQuoted) {
        quoted = true;
        wasQuoted = true;
      } else if (c == ',') {
        cells.add(cell.toString());
        cell.setLength(0);
        wasQuoted = false;
      } else if (c == '\n' || c < 0) {
        boolean empty = cells.isEmpty() && cell.isEmpty() && !wasQuoted;
        line += c == '\n' ? 1 : 0;
        if (empty && c < 0) {
          return null;
        }
        if (!empty) {
          cells.add(cell.toString());
          return cells;
        }
        recordLine = line;
      } else if (c != '\r') {
        append(cell, c);
      }
    }
  }

  private void append(StringBuilder cell, int c) {
    if (cell.length() >= MAX_CELL_CHARACTERS) {
      throw new InputException(
          "line " + recordLine + ": a cell has more than " + MAX_CELL_CHARACTERS + " characters");
    }
    cell.append((char) c);
  }

  private int peek() throws IOException {
    in.mark(1);
    int c = in.read();
    if (c >= 0) {
      in.reset();
    }
    return c;
  }
}
