package dev.assay.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Markdown page of which each measurement owns one section of the second level ({@code ## Name})
 * and leaves all others as they are.
 *
 * <p>A section begins with the command that wrote it, the day and the machine, so that no number
 * stands without what is needed to measure it again. Not for several writers at once.
 *
 * @param file the page; made with its title when absent
 * @param title the heading of a page that is made
 */
public record PerformancePage(Path file, String title) {
  private static final String SECTION = "## ";
  private static final String FENCE = "```";

  /** The page that reports speed. */
  public static PerformancePage at(Path file) {
    return new PerformancePage(file, "Performance");
  }

  /**
   * Replaces one section, or adds it at the end.
   *
   * @param name the section's heading, one line
   * @param command what was run, as it would be typed
   * @param when the moment of the measurement; its day in UTC is written
   * @param body the lines below, Markdown, without headings of the first or second level
   */
  public void replace(String name, String command, Instant when, List<String> body)
      throws IOException {
    List<String> page = new ArrayList<>();
    List<String> old =
        Files.exists(file)
            ? Files.readAllLines(file, StandardCharsets.UTF_8)
            : List.of("# " + title, "");
    int begin = find(old, 0, SECTION + name);
    int end = begin == old.size() ? begin : find(old, begin + 1, null);
    page.addAll(old.subList(0, begin));
    if (!page.isEmpty() && !page.get(page.size() - 1).isBlank()) {
      page.add("");
    }
    page.addAll(section(name, command, when, body));
    if (end < old.size()) {
      page.add("");
      page.addAll(old.subList(end, old.size()));
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.write(file, page, StandardCharsets.UTF_8);
  }

  private static List<String> section(
      String name, String command, Instant when, List<String> body) {
    List<String> lines = new ArrayList<>();
    lines.add(SECTION + name);
    lines.add("");
    lines.add(FENCE);
    lines.add(command);
    lines.add(FENCE);
    lines.add("");
    String day = when.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).toLocalDate().toString();
    lines.add(day + ", " + Machine.current().describe() + ".");
    lines.add("");
    lines.addAll(body);
    return lines;
  }

  /** The first line from a place on that is this heading, or any of its level where null. */
  private static int find(List<String> lines, int from, @Nullable String heading) {
    boolean code = false;
    for (int line = from; line < lines.size(); line++) {
      String text = lines.get(line);
      code ^= text.startsWith(FENCE);
      if (!code && (heading == null ? text.startsWith(SECTION) : text.equals(heading))) {
        return line;
      }
    }
    return lines.size();
  }
}
