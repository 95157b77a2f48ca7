package dev.assay.app.cli;

import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.VoteTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file of votes: for each the item, the worker (or annotator) and the label, in columns of these
 * names.
 *
 * @param items names of the items, in the order of their first votes
 * @param labels names of the classes, in the order of their numbers
 * @param votes the votes; classes that have no name are named by nobody
 * @param contradicted votes left out because a worker's votes on an item contradict each other
 */
record VoteFile(List<String> items, List<String> labels, VoteTable votes, int contradicted) {
  private static final String[] ITEM = {"item", "item_id", "task", "id"};
  private static final String[] WORKER = {"worker", "annotator", "annotator_id"};
  private static final String[] LABEL = {"label", "class", "class_name"};

  /** Numbers before names, numbers by size, names by letter. */
  private static final Comparator<String> CLASS_ORDER =
      Comparator.comparing((String name) -> !isNumber(name))
          .thenComparing(name -> isNumber(name) ? Long.parseLong(name) : 0L)
          .thenComparing(Comparator.naturalOrder());

  /**
   * Reads a file.
   *
   * @param spellings whether names that differ in case or blanks alone are different classes;
   *     otherwise they are refused
   */
  static VoteFile read(Path file, boolean spellings) throws IOException {
    Map<String, Integer> items = new LinkedHashMap<>();
    Map<String, Integer> workers = new LinkedHashMap<>();
    Map<String, Integer> labels = new LinkedHashMap<>();
    Spellings seen = new Spellings(spellings);
    Column item = new Column();
    Column worker = new Column();
    Column label = new Column();
    try (RecordFile records = RecordFile.open(file, Optional.of(RecordFile.Format.CSV))) {
      Iterator<List<String>> rows =
          records.rows(
              header -> {
                int[] at = {header.require(ITEM), header.require(WORKER), header.require(LABEL)};
                return row -> List.of(row.named(at[0]), row.named(at[1]), seen.checked(row, at[2]));
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
    if (ordered.isEmpty()) {
      throw new InputException(file + " has no votes");
    }
    int[] classes = Arrays.stream(label.values()).map(number -> place[number]).toArray();
    SingleVotes votes = SingleVotes.of(item.values(), worker.values(), classes, workers.size());
    return new VoteFile(
        List.copyOf(items.keySet()),
        List.copyOf(ordered),
        VoteTable.of(
            items.size(),
            workers.size(),
            Math.max(2, ordered.size()), // where all votes name one class, there could be another
            votes.items(),
            votes.workers(),
            votes.classes()),
        votes.contradicted());
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
                int item = header.require(ITEM);
                int label = header.require(LABEL);
                return row -> {
                  String name = row.label(label);
                  int number = labels.indexOf(name);
                  if (number < 0) {
                    throw new IllegalArgumentException("nobody voted for " + name);
                  }
                  return new int[] {places.getOrDefault(row.named(item), -1), number};
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

  private static int number(Map<String, Integer> numbers, String name) {
    Integer next = numbers.size();
    Integer known = numbers.putIfAbsent(name, next);
    return known == null ? next : known;
  }

  private static boolean isNumber(String name) {
    return name.matches("-?[0-9]{1,18}");
  }

  /** One class has one spelling, or somebody is told. */
  private static final class Spellings {
    private record First(String name, long line) {}

    private final boolean all;
    private final Map<String, First> firsts = new HashMap<>();

    Spellings(boolean all) {
      this.all = all;
    }

    String checked(Row row, int column) {
      String name = row.label(column);
      First first =
          firsts.computeIfAbsent(LabelTexts.key(name), key -> new First(name, row.line()));
      if (!all && !first.name().equals(name)) {
        throw new IllegalArgumentException(
            "column \"%s\" has \"%s\" where line %d has \"%s\"; write one of them, or say"
                    .formatted(row.columns().name(column), name, first.line(), first.name())
                + " --distinct-spellings if they are two classes");
      }
      return name;
    }
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
