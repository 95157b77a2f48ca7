package dev.assay.bench.select;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What other projects took for the same tasks on this machine, as bench/peers/peers.py prints it.
 */
public final class PeerTimes {
  private static final String HEADER = "task\tpeer\tseconds";

  private record PeerTime(String peer, double seconds) {}

  private final Map<String, PeerTime> byTask;

  private PeerTimes(Map<String, PeerTime> byTask) {
    this.byTask = byTask;
  }

  /** Nothing is known. */
  public static PeerTimes none() {
    return new PeerTimes(Map.of());
  }

  /**
   * Reads them.
   *
   * @throws IOException for a file that cannot be read, or has other lines than task, peer and
   *     seconds, parted by tabulators, below a line that says so
   */
  public static PeerTimes read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
      throw new IOException(file + " does not begin with the columns task, peer and seconds");
    }
    Map<String, PeerTime> byTask = new HashMap<>();
    List<String> bad = new ArrayList<>();
    for (int number = 2; number <= lines.size(); number++) {
      String[] cells = lines.get(number - 1).split("\t", -1);
      if (cells.length == 3 && cells[2].matches("[0-9]+(\\.[0-9]+)?")) {
        byTask.put(cells[0], new PeerTime(cells[1], Double.parseDouble(cells[2])));
      } else {
        bad.add(String.valueOf(number));
      }
    }
    if (!bad.isEmpty()) {
      throw new IOException(
          file + " has other than task, peer and seconds on line " + String.join(", ", bad));
    }
    return new PeerTimes(byTask);
  }

  /** The peer, its seconds and how many times as long that is; "-" where nobody was measured. */
  public String beside(TaskSpeed speed) {
    PeerTime time = byTask.get(speed.task());
    if (time == null) {
      return "-";
    }
    return String.format(
        Locale.ROOT,
        "%s: %.3f s, %.1f times as long",
        time.peer(),
        time.seconds(),
        time.seconds() / speed.goal().seconds());
  }
}
