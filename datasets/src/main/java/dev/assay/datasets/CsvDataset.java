package dev.assay.datasets;

import dev.assay.report.CsvException;
import dev.assay.report.CsvRecords;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Reads comma-separated values: numbers, then the class in the last column. A first line without
 * any number before the class is a header. Blanks around cells are left out.
 */
public final class CsvDataset {
  /** The most rows, features and classes, and the fewest rows of all and of each class. */
  public static final int MAX_ROWS = 50_000;

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
   * Reads all records.
   *
   * @param name what to call the data
   * @param records closed by the caller
   * @throws DatasetException naming the line and what is wrong with it
   */
  public static Dataset read(String name, CsvRecords records) throws IOException {
    CsvDataset rows = new CsvDataset(name);
    boolean isFirst = true;
    try {
      for (List<String> cells = records.next(); cells != null; cells = records.next()) {
        if (cells.size() == 1 && cells.get(0).isBlank()) {
          continue;
        }
        List<String> stripped = cells.stream().map(String::strip).toList();
        rows.checkColumns(stripped.size(), records.line());
        if (!isFirst || !isHeader(stripped)) {
          rows.add(stripped, records.line());
        }
        isFirst = false;
      }
    } catch (CsvException e) {
      throw new DatasetException(name + " cannot be read: " + e.getMessage());
    }
    return rows.toDataset();
  }

  private void checkColumns(int count, long lineNumber) {
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

  private static boolean isHeader(List<String> cells) {
    return cells.subList(0, cells.size() - 1).stream().noneMatch(CsvDataset::isNumber);
  }

  private static boolean isNumber(String text) {
    try {
      Double.parseDouble(text);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private void add(List<String> cells, long lineNumber) {
    double[] row = new double[cells.size() - 1];
    for (int column = 0; column < row.length; column++) {
      String text = cells.get(column);
      require(
          isNumber(text) && Double.isFinite(Double.parseDouble(text)),
          lineNumber,
          "column %d holds \"%s\", which is no finite number".formatted(column + 1, text));
      row[column] = Double.parseDouble(text);
    }
    String label = cells.get(row.length);
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

  private void require(boolean holds, long lineNumber, String what) {
    if (!holds) {
      throw new DatasetException("line %d of %s %s".formatted(lineNumber, name, what));
    }
  }
}
