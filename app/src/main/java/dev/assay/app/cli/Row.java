package dev.assay.app.cli;

import dev.assay.v1.LabelValue;
import java.util.List;

/**
 * One row of a CSV file. What a cell cannot be is an {@link IllegalArgumentException} that names
 * the column and the value; who reads the file adds the line.
 *
 * @param columns the header
 * @param cells as many as it has columns
 * @param line where the row begins, from 1
 */
record Row(Columns columns, List<String> cells, long line) {

  /** The cell as it is written. */
  String cell(int column) {
    return cells.get(column);
  }

  /** A name, which is not blank. */
  String named(int column) {
    String cell = cells.get(column);
    if (cell.isBlank()) {
      throw new IllegalArgumentException("column \"" + columns.name(column) + "\" is empty");
    }
    return cell;
  }

  /** A name that is none of those that programs write where there is no answer. */
  String label(int column) {
    String cell = named(column);
    if (NoLabel.is(cell)) {
      throw new IllegalArgumentException(
          "column \"%s\" has \"%s\", which is no label; leave the row out"
              .formatted(columns.name(column), cell));
    }
    return cell;
  }

  /** What a project's classes make of the cell. */
  LabelValue answer(int column, LabelTexts answers) {
    try {
      return answers.parse(cells.get(column));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "column \"" + columns.name(column) + "\": " + e.getMessage(), e);
    }
  }

  /** A number; whether it is finite is for others to say. */
  float number(int column) {
    try {
      return Float.parseFloat(cells.get(column));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "column \"%s\" has \"%s\", which is no number"
              .formatted(columns.name(column), cells.get(column)),
          e);
    }
  }
}
