package dev.assay.app.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The columns of a CSV file, by the names that its header gives them. Blanks around a name do not
 * count, and its case only where two names differ by nothing else.
 */
final class Columns {
  private final List<String> names;

  /**
   * Reads a header.
   *
   * @throws InputException where two columns have one name
   */
  Columns(String file, List<String> header) {
    List<String> stripped = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String name : header) {
      stripped.add(name.strip());
      if (!seen.add(name.strip()) && !name.isBlank()) {
        throw new InputException(file + ": the header has two columns \"" + name.strip() + "\"");
      }
    }
    this.names = List.copyOf(stripped);
  }

  int count() {
    return names.size();
  }

  String name(int column) {
    return names.get(column);
  }

  List<String> names() {
    return names;
  }

  /** The place of the column that has one of the names, the first that is there; -1 without. */
  int find(String... wanted) {
    for (String name : wanted) {
      int column = names.indexOf(name);
      if (column < 0) {
        column = lowerCase(names).indexOf(name.toLowerCase(Locale.ROOT));
      }
      if (column >= 0) {
        return column;
      }
    }
    return -1;
  }

  /** As {@link #find}, for a column without which the file is of no use. */
  int require(String... wanted) {
    int column = find(wanted);
    if (column < 0) {
      throw new InputException(
          "the header "
              + names
              + " has no column \""
              + wanted[0]
              + "\"; the first line must name the columns");
    }
    return column;
  }

  private static List<String> lowerCase(List<String> names) {
    return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }
}
