package dev.assay.sampling.acquire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of strategies lists them all, with what each needs, prefers and costs. */
class StrategiesPageTest {
  private static final Path PAGE = Path.of("..", "docs", "strategies.md");

  private static List<String[]> rows() throws IOException {
    return Files.readAllLines(PAGE).stream()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.substring(2, line.length() - 2).split(" \\| ", -1))
        .toList();
  }

  private static String words(Set<Need> needs) {
    return needs.isEmpty()
        ? "-"
        : needs.stream()
            .map(need -> need.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
  }

  /** Without the marks of the page: names of code as they are, links as their text. */
  private static String plain(String cell) {
    return cell.replace("`", "").replaceAll("\\[([^]]+)]\\([^)]*\\)", "$1");
  }

  @Test
  void thePageListsEveryStrategyWithWhatItNeedsAndUses() throws IOException {
    Set<String> listed = new TreeSet<>();
    for (String[] row : rows()) {
      String name = row[0].replace("`", "");
      assertThat(row).as(name).hasSize(6).doesNotContain("");
      listed.add(name);
      Strategy strategy = Strategies.named(name);
      Set<Need> besides = EnumSet.noneOf(Need.class);
      besides.addAll(strategy.uses());
      besides.removeAll(strategy.needs());
      assertThat(row[1]).as("needs of %s", name).isEqualTo(words(strategy.needs()));
      assertThat(row[2]).as("uses of %s", name).isEqualTo(words(besides));
      Profile profile = strategy.profile();
      assertThat(plain(row[3])).as("what %s prefers", name).isEqualTo(profile.prefers());
      assertThat(plain(row[4])).as("source of %s", name).isEqualTo(profile.source());
      assertThat(plain(row[5])).as("cost of %s", name).isEqualTo(profile.cost());
    }
    assertThat(listed).isEqualTo(Strategies.names());
    assertThat(rows().stream().map(row -> row[0].replace("`", "")))
        .as("in the order of the program")
        .containsExactlyElementsOf(Strategies.all().stream().map(Strategy::name).toList());
  }
}
