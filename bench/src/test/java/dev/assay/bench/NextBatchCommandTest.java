package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(120)
final class NextBatchCommandTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void batchesAreTimedAloneAndWhileScoresStreamInBesideTheirGoals() throws Exception {
    Path page = folder.resolve("performance.md");
    StringWriter out = new StringWriter();
    int code =
        new CommandLine(new NextBatchCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(out, true))
            .execute(
                "--items",
                "3000",
                "--small-items",
                "200",
                "--batches",
                "10",
                "--size",
                "3",
                "--output",
                "json",
                "--page",
                page.toString());
    assertThat(code).isZero();
    assertThat(out.toString())
        .contains("\"pool_of_200_median_ms\":")
        .contains("\"pool_of_3000_p99_ms\":")
        .contains("\"pool_of_3000_while_scores_stream_in_p99_ms\":")
        .contains("\"scores_of_3000_x_10_usable_after_s\":")
        .doesNotContain(":0,");
    String text = Files.readString(page);
    assertThat(text.lines())
        .anyMatch(
            l ->
                l.startsWith("| pool of 3000 while scores stream in, median")
                    && l.contains("| 2 | ms |"))
        .anyMatch(
            l ->
                l.startsWith("| pool of 3000 while scores stream in, p99")
                    && l.contains("| 8 | ms |"))
        .anyMatch(
            l ->
                l.startsWith("| scores of 3000 x 10 usable after")
                    && l.endsWith("| 5 | s | kept |"));
  }
}
