package dev.assay.datasets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Reads comma-separated values: numbers, then the class in the last column. A first line without
 * any number before the class is a header. Cells may stand in double quotes; commas inside them are
 * not read.
 */
public final class CsvDataset {
  /** The most rows, features and classes, and the fewest rows of all and of each class. */
  public static final int MAX_ROWS = 20_000;

  public static final int MAX_FEATURES = 500;
  public static final int MAX_CLASSES = 100;
  public static final int MIN_ROWS = 100;
  public static final int MIN_ROWS_OF_CLASS = 3;

  private static final int MAX_CLASS_NAME_LENGTH = 100;

  private final String name;
  private final List<double[]> features = new ArrayList<>();
  private final List<String> labels = new ArrayList<>();
  private int columnCount;

  private CsvDataset(String name) {
    this.name = name;
  }

  /**
   * Reads all lines.
   *
   * @param name what to call the data
   * @param text the lines, closed by the caller
   * @throws DatasetException naming the line and what is wrong with it
   */
  public static Dataset read(String name, Reader text) throws IOException {
    CsvDataset rows = new CsvDataset(name);
    BufferedReader lines = new BufferedReader(text);
    int lineNumber = 0;
    boolean isFirst = true;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      lineNumber++;
      if (line.isBlank()) {
        continue;
      }
      String[] cells = (isFirst ? withoutMark(line) : line).split(",", -1);
      rows.checkColumns(cells.length, lineNumber);
      if (!isFirst || !isHeader(cells)) {
        rows.add(cells, lineNumber);
      }
      isFirst = false;
    }
    return rows.toDataset();
  }

  /** Some programs begin a file with a mark of its encoding. */
  private static String withoutMark(String line) {
    return line.startsWith("\uFEFF") ? line.substring(1) : line;
  }

  private void checkColumns(int count, int lineNumber) {
    if (columnCount == 0) {
      columnCount = count;
    }
    require(
        count >= 2,
        lineNumber,
        "has one column; needed are numbers, then the class, with commas between them");
    require(
        count - 1 <= MAX_FEATURES,
        lineNumber,
        "has %d columns of numbers; at most %d are read".formatted(count - 1, MAX_FEATURES));
    require(
        count == columnCount,
        lineNumber,
        "has %d columns, the first line has %d".formatted(count, columnCount));
  }

  private static boolean isHeader(String[] cells) {
    for (int column = 0; column < cells.length - 1; column++) {
      if (isNumber(cell(cells[column]))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isNumber(String text) {
    try {
      Double.parseDouble(text);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private void add(String[] cells, int lineNumber) {
    double[] row = new double[cells.length - 1];
    for (int column = 0; column < row.length; column++) {
      String text = cell(cells[column]);
      require(
          isNumber(text) && Double.isFinite(Double.parseDouble(text)),
          lineNumber,
          "column %d holds \"%s\", which is no finite number".formatted(column + 1, text));
      row[column] = Double.parseDouble(text);
    }
    String label = cell(cells[row.length]);
    require(
        !label.isEmpty()
            && label.length() <= MAX_CLASS_NAME_LENGTH
            && label.chars().noneMatch(Character::isISOControl),
        lineNumber,
        "needs a class of 1 to %d characters in its last column".formatted(MAX_CLASS_NAME_LENGTH));
    require(features.size() < MAX_ROWS, lineNumber, "is one too many: " + MAX_ROWS + " are read");
    features.add(row);
    labels.add(label);
  }

  private Dataset toDataset() {
    if (features.size() < MIN_ROWS) {
      throw new DatasetException(
          "%s has %d rows of data; at least %d are needed"
              .formatted(name, features.size(), MIN_ROWS));
    }
    List<String> classNames = classNames();
    int[] classes = labels.stream().mapToInt(classNames::indexOf).toArray();
    for (int k = 0; k < classNames.size(); k++) {
      int index = k;
      long count = labels.stream().filter(classNames.get(index)::equals).count();
      if (count < MIN_ROWS_OF_CLASS) {
        throw new DatasetException(
            "%s has %d rows of class \"%s\"; at least %d of each are needed"
                .formatted(name, count, classNames.get(k), MIN_ROWS_OF_CLASS));
      }
    }
    return new Dataset(name, classNames, features.toArray(double[][]::new), classes);
  }

  private List<String> classNames() {
    TreeSet<String> sorted = new TreeSet<>(labels);
    if (sorted.size() < 2 || sorted.size() > MAX_CLASSES) {
      throw new DatasetException(
          "%s has %d different values in its last column; 2 to %d classes are needed there"
              .formatted(name, sorted.size(), MAX_CLASSES));
    }
    return List.copyOf(sorted);
  }

  private static String cell(String text) {
    String trimmed = text.strip();
    boolean isQuoted = trimmed.length() >= 2 && trimmed.startsWith("\"") && trimmed.endsWith("\"");
    return isQuoted ? trimmed.substring(1, trimmed.length() - 1) : trimmed;
  }

  private void require(boolean holds, int lineNumber, String what) {
    if (!holds) {
      throw new DatasetException("line %d of %s %s".formatted(lineNumber, name, what));
    }
  }
}
