package dev.assay.server.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents say about the sources, held against the sources. */
final class PagesTest {
  private static final Path REPOSITORY = Path.of("..");
  private static final Pattern FENCED = Pattern.compile("```.*?```", Pattern.DOTALL);

  /** A type with a lower-case letter, and perhaps a member of it. */
  private static final Pattern NAME =
      Pattern.compile("`([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)(?:\\.([A-Za-z_]\\w*))?`");

  /** Types of the Java library, and parts of names, that pages speak of. */
  private static final List<String> FOREIGN =
      List.of(
          "Async",
          "Helper",
          "InstantSource",
          "List",
          "Manager",
          "Math",
          "StrictMath",
          "Timestamp",
          "Duration",
          "Util");

  /** Simple name to source, of every Java file of the repository. */
  private static final Map<String, String> types = new TreeMap<>();

  private static String contract = "";

  @BeforeAll
  static void read() throws IOException {
    for (Path module : modules()) {
      for (Path file : files(module.resolve("src"), ".java")) {
        String name = file.getFileName().toString().replace(".java", "");
        types.merge(name, Files.readString(file), String::concat);
      }
    }
    assertThat(types).containsKey("PagesTest");
    contract =
        files(REPOSITORY.resolve("proto"), ".proto").stream()
            .map(PagesTest::text)
            .collect(Collectors.joining());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"CONTRIBUTING.md", "docs/api.md", "docs/architecture.md", "docs/operations.md"})
  void whatIsNamedInCodeTypeIsThere(String page) {
    List<String> unknown = new ArrayList<>();
    String prose = FENCED.matcher(text(REPOSITORY.resolve(page))).replaceAll("");
    List<MatchResult> names = NAME.matcher(prose).results().toList();
    assertThat(names).isNotEmpty();
    for (MatchResult name : names) {
      if (!FOREIGN.contains(name.group(1)) && !isThere(name.group(1), name.group(2))) {
        unknown.add(name.group());
      }
    }
    assertThat(unknown).isEmpty();
  }

  private static boolean isThere(String type, String member) {
    String source = types.get(type);
    if (source == null) {
      return contains(contract, member == null ? type : member);
    }
    return member == null || contains(source, member);
  }

  private static boolean contains(String text, String word) {
    return Pattern.compile("\\b" + word + "\\b").matcher(text).find();
  }

  @ParameterizedTest
  @CsvSource({
    "sampling, dev/assay/sampling",
    "server, dev/assay/server",
    "app, dev/assay",
    "bench, dev/assay"
  })
  void everyPackageHasItsLineInTheArchitecture(String module, String root) {
    String page = text(REPOSITORY.resolve("docs/architecture.md"));
    Path sources = REPOSITORY.resolve(module).resolve("src/main/java").resolve(root);
    TreeSet<String> missing = new TreeSet<>();
    for (Path file : files(sources, "package-info.java")) {
      String name = sources.relativize(file.getParent()).toString().replace('/', '.');
      String top = name.replaceAll("\\..*", ""); // what lies below is part of it
      if (!name.isEmpty()
          && !page.contains("| `" + name + "` |")
          && !page.contains("| `" + top + "` |")) {
        missing.add(name);
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void everyEventOfTheServersLogIsExplainedAndNoOther() {
    TreeSet<String> logged = new TreeSet<>();
    for (String module : List.of("server", "app")) {
      for (Path file : files(REPOSITORY.resolve(module).resolve("src/main"), ".java")) {
        Pattern.compile("event=(\\w+)")
            .matcher(text(file))
            .results()
            .forEach(e -> logged.add(e.group(1)));
      }
    }
    TreeSet<String> explained = new TreeSet<>();
    text(REPOSITORY.resolve("docs/operations.md"))
        .lines()
        .filter(line -> line.matches("\\| `.*` \\| (debug|info|warn|error) \\|.*"))
        .forEach(
            line ->
                Pattern.compile("`(\\w+)`")
                    .matcher(line.substring(0, line.indexOf('|', 1)))
                    .results()
                    .forEach(e -> explained.add(e.group(1))));
    assertThat(explained).isEqualTo(logged);
  }

  private static List<Path> modules() throws IOException {
    try (Stream<Path> folders = Files.list(REPOSITORY)) {
      return folders.filter(folder -> Files.isDirectory(folder.resolve("src"))).toList();
    }
  }

  private static List<Path> files(Path folder, String ending) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
