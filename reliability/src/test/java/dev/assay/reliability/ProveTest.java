package dev.assay.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reliability.proof.Effort;
import dev.assay.reliability.proof.Proof;
import dev.assay.reliability.proof.ProofResult;
import dev.assay.reliability.proof.ProofRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class ProveTest {
  @TempDir private Path folder = Path.of("");

  private final StringWriter out = new StringWriter();
  private final List<ProofRun> runs = new ArrayList<>();

  private int prove(List<String> violations, String... args) {
    Proof proof =
        new Proof() {
          @Override
          public String name() {
            return "walls";
          }

          @Override
          public String heading() {
            return "Walls";
          }

          @Override
          public String description() {
            return "Pushes against each wall.";
          }

          @Override
          public Effort usualEffort() {
            return Effort.ofRounds(7);
          }

          @Override
          public List<ProofResult> run(ProofRun run) throws IOException {
            runs.add(run);
            Files.writeString(run.folder().resolve("left.txt"), "behind");
            return List.of(
                new ProofResult(
                    "pushes", "7 pushes", run.seed(), Duration.ofSeconds(3), violations));
          }
        };
    CommandLine command = Prove.commandLine(List.of(proof));
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(new StringWriter(), true));
    return command.execute(args);
  }

  @Test
  void whatHoldsExitsWithZeroAndPrintsItsSeed() {
    assertThat(prove(List.of(), "walls", "--seed", "42", "--folder", folder.toString())).isZero();
    assertThat(out.toString().lines().toList())
        .containsExactly(
            "what    how often  violations  seconds  seed",
            "pushes  7 pushes            0        3    42");
    assertThat(runs.get(0).effort()).isEqualTo(Effort.ofRounds(7));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aViolationExitsWithOneAndIsPrinted() {
    assertThat(prove(List.of("a wall fell: seed 1"), "all", "--rounds", "2")).isEqualTo(1);
    assertThat(out.toString()).contains("a wall fell: seed 1");
    assertThat(runs.get(0).effort()).isEqualTo(Effort.ofRounds(2));
  }

  @Test
  void theSeedIsMadeUpWhereNoneIsGiven() {
    prove(List.of(), "walls");
    assertThat(out.toString()).endsWith(" " + runs.get(0).seed() + System.lineSeparator());
  }

  @Test
  void thePageSaysWhatWasRunAndFound() throws IOException {
    Path page = folder.resolve("docs/reliability.md");
    prove(List.of(), "walls", "--seed", "1", "--page", page.toString());
    prove(List.of("a wall fell"), "walls", "--seed", "2", "--page", page.toString());
    String text = Files.readString(page);
    assertThat(text)
        .startsWith("# Reliability\n\n## Walls\n\n```\n./prove walls --seed 2\n```\n")
        .contains("Pushes against each wall.", "| pushes | 7 pushes  |", "a wall fell")
        .contains("## Bugs found");
    assertThat(text.split("## Walls")).hasSize(2);
  }

  @Test
  void anEffortEndsAfterItsRoundsOrItsMinutes() {
    assertThat(Effort.ofRounds(3).allows(2, Duration.ofDays(1))).isTrue();
    assertThat(Effort.ofRounds(3).allows(3, Duration.ZERO)).isFalse();
    assertThat(Effort.ofMinutes(2).allows(1_000_000, Duration.ofSeconds(119))).isTrue();
    assertThat(Effort.ofMinutes(2).allows(1, Duration.ofMinutes(2))).isFalse();
  }
}
