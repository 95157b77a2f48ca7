package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerformancePageTest {
  private static final Instant WHEN = Instant.parse("2026-03-04T23:59:59Z");

  @TempDir private Path folder;

  @Test
  void makesThePageWithItsTitleCommandDayAndMachine() throws IOException {
    Path file = folder.resolve("docs/performance.md");
    PerformancePage.at(file).replace("Kernels", "assay bench kernels", WHEN, List.of("a table"));
    assertThat(Files.readAllLines(file))
        .containsExactly(
            "# Performance",
            "",
            "## Kernels",
            "",
            "```",
            "assay bench kernels",
            "```",
            "",
            "2026-03-04, " + Machine.current().describe() + ".",
            "",
            "a table");
  }

  @Test
  void replacesItsOwnSectionOnlyHoweverOften() throws IOException {
    Path file = folder.resolve("page.md");
    String head = "# Performance\n\nWhat this page is.\n\n";
    String other = "## Ingest\n\n```\n## no heading\n```\n\nrows\n";
    Files.writeString(file, head + "## Kernels\n\nold\n\n" + other);
    PerformancePage page = PerformancePage.at(file);
    page.replace("Kernels", "first", WHEN, List.of("one"));
    page.replace("Kernels", "second", WHEN, List.of("two"));
    assertThat(Files.readString(file))
        .startsWith(head)
        .endsWith("two\n\n" + other)
        .doesNotContain("old", "first", "one");
  }

  @Test
  void addsAMissingSectionAtTheEnd() throws IOException {
    Path file = folder.resolve("page.md");
    Files.writeString(file, "# Performance\n\n## Ingest\n\nrows\n");
    PerformancePage.at(file).replace("Kernels", "c", WHEN, List.of("new"));
    assertThat(Files.readString(file)).startsWith("# Performance\n\n## Ingest\n\nrows\n\n## Kern");
  }
}
