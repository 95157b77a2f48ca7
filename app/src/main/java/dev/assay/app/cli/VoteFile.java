package dev.assay.app.cli;

import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.VoteTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A file of votes: for each the item, the worker (or annotator) and the label, in columns of these
 * names.
 *
 * @param items names of the items, in the order of their first votes
 * @param labels names of the classes, in the order of their numbers
 * @param votes the votes
 */
record VoteFile(List<String> items, List<String> labels, VoteTable votes) {
  private static final List<String> ITEM = List.of("item", "item_id", "task");
  private static final List<String> WORKER = List.of("worker", "annotator", "annotator_id");
  private static final List<String> LABEL = List.of("label", "class", "class_name");

  private static final Set<String> NO_ANSWER = Set.of("nan", "null");

  /** Numbers before names, numbers by size, names by letter. */
  private static final Comparator<String> CLASS_ORDER =
      Comparator.comparing((String name) -> !isNumber(name))
          .thenComparing(name -> isNumber(name) ? Long.parseLong(name) : 0L)
          .thenComparing(Comparator.naturalOrder());

  /** Reads a file. */
  static VoteFile read(Path file) throws IOException {
    Map<String, Integer> items = new LinkedHashMap<>();
    Map<String, Integer> workers = new LinkedHashMap<>();
    Map<String, Integer> labels = new LinkedHashMap<>();
    Column item = new Column();
    Column worker = new Column();
    Column label = new Column();
    try (RecordFile records = RecordFile.open(file, Optional.of(RecordFile.Format.CSV))) {
      Iterator<List<String>> rows =
          records.rows(
              header -> {
                int[] at = {find(header, ITEM), find(header, WORKER), find(header, LABEL)};
                return row ->
                    List.of(
                        named(header, row, at[0]),
                        named(header, row, at[1]),
                        answer(header, row, at[2]));
              });
      while (rows.hasNext()) {
        List<String> row = rows.next();
        item.add(number(items, row.get(0)));
        worker.add(number(workers, row.get(1)));
        label.add(number(labels, row.get(2)));
      }
    }
    List<String> ordered = new ArrayList<>(labels.keySet());
    ordered.sort(CLASS_ORDER);
    int[] place = new int[ordered.size()];
    for (int to = 0; to < place.length; to++) {
      place[labels.getOrDefault(ordered.get(to), 0)] = to;
    }
    if (ordered.size() < 2) {
      throw new InputException(
          file + " names fewer than two labels: there is nothing to decide between");
    }
    int[] classes = Arrays.stream(label.values()).map(number -> place[number]).toArray();
    return new VoteFile(
        List.copyOf(items.keySet()),
        List.copyOf(ordered),
        VoteTable.of(
            items.size(), workers.size(), ordered.size(), item.values(), worker.values(), classes));
  }

  /** Reads a file of known classes, with the columns {@code item} and {@code label}. */
  int[] known(Path file) throws IOException {
    Map<String, Integer> places = new LinkedHashMap<>();
    items.forEach(name -> places.put(name, places.size()));
    int[] known = new int[items.size()];
    Arrays.fill(known, Evidence.UNKNOWN);
    try (RecordFile records = RecordFile.open(file, Optional.of(RecordFile.Format.CSV))) {
      Iterator<int[]> rows =
          records.rows(
              header -> {
                int item = find(header, ITEM);
                int label = find(header, LABEL);
                return row -> {
                  String name = answer(header, row, label);
                  int number = labels.indexOf(name);
                  if (number < 0) {
                    throw new IllegalArgumentException("nobody voted for " + name);
                  }
                  return new int[] {places.getOrDefault(named(header, row, item), -1), number};
                };
              });
      rows.forEachRemaining(
          row -> {
            if (row[0] >= 0) {
              known[row[0]] = row[1];
            }
          });
    }
    return known;
  }

  private static String named(List<String> header, List<String> row, int column) {
    String cell = row.get(column);
    if (cell.isBlank()) {
      throw new IllegalArgumentException("column \"" + header.get(column) + "\" is empty");
    }
    return cell;
  }

  /** What programs write where there is no answer is no class of its own. */
  private static String answer(List<String> header, List<String> row, int column) {
    String cell = named(header, row, column);
    if (NO_ANSWER.contains(cell.strip().toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "column \"%s\" has \"%s\", which is no label; leave the row out"
              .formatted(header.get(column), cell));
    }
    return cell;
  }

  private static int number(Map<String, Integer> numbers, String name) {
    Integer next = numbers.size();
    Integer known = numbers.putIfAbsent(name, next);
    return known == null ? next : known;
  }

  private static boolean isNumber(String name) {
    return name.matches("-?[0-9]{1,18}");
  }

  private static int find(List<String> header, List<String> names) {
    for (int column = 0; column < header.size(); column++) {
      if (names.contains(header.get(column).strip().toLowerCase(Locale.ROOT))) {
        return column;
      }
    }
    throw new InputException("the header " + header + " has no column " + names.get(0));
  }

  /** A column of numbers that grows. */
  private static final class Column {
    private int[] values = new int[1024];
    private int count;

    void add(int value) {
      if (count == values.length) {
        values = Arrays.copyOf(values, 2 * count);
      }
      values[count++] = value;
    }

    int[] values() {
      return Arrays.copyOf(values, count);
    }
  }
}
