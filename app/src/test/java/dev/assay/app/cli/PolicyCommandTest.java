package dev.assay.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.AssayServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people see of policies, from the command line through the server and back. */
final class PolicyCommandTest {
  @TempDir private static Path folder;
  private static AssayServer server;

  @BeforeAll
  static void start() throws Exception {
    server = CommandRun.server(folder);
  }

  private void make(String project) throws Exception {
    assertThat(
            run(
                    "project",
                    "create",
                    project,
                    "--classes",
                    "cat,dog",
                    "--ceiling",
                    "10",
                    "--default-price",
                    "0.01",
                    "--strategy",
                    "margin",
                    "--wave-size",
                    "6")
                .code())
        .isZero();
    Path items = folder.resolve("items.csv");
    Files.writeString(
        items,
        IntStream.range(0, 30)
            .mapToObj(i -> "i" + i + (i % 2 == 0 ? ",north" : ",south"))
            .collect(Collectors.joining("\n", "id,site\n", "\n")));
    assertThat(run("import", "items", "-p", project, items.toString()).code()).isZero();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private CommandRun run(String... args) {
    return CommandRun.of(List.of("--target", "127.0.0.1:" + server.port()), args);
  }

  @Test
  void explainSaysWhatBecameOfItemsAndWhy() throws Exception {
    make("why");
    assertThat(run("next", "-p", "why", "-a", "ann", "-n", "3").code()).isZero();
    String[] all = IntStream.range(0, 30).mapToObj(i -> "i" + i).toArray(String[]::new);
    String[] command = {"policy", "explain", "-p", "why"};
    String[] args = Stream.of(command, all).flatMap(Arrays::stream).toArray(String[]::new);
    CommandRun run = run(args);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.lines().get(0)).contains("WAVE", "STRATEGY", "FLOOR");
    assertThat(run.lines().get(1)).contains("random", "30", "6", "0.02000", "true");
    assertThat(run.lines()).filteredOn(line -> line.contains(", served")).hasSize(3);
    assertThat(run.lines()).filteredOn(line -> line.contains(", not served")).hasSize(3);
    assertThat(run.lines()).filteredOn(line -> line.contains("by chance")).hasSize(24);
    assertThat(run("policy", "explain", "-p", "why", "i1", "--output", "json").out())
        .contains("\"identical\":true", "\"item_id\":\"i1\"", "\"inclusion_probability\":0.2");
    assertThat(run("policy", "explain", "-p", "why", "i1", "--output", "csv").lines())
        .anySatisfy(line -> assertThat(line).contains("i1", "PROBABILITY", "0.20000"));
  }

  @Test
  void whatCannotBeExplainedIsRefusedWithTheReason() throws Exception {
    make("unknown");
    CommandRun none = run("policy", "explain", "-p", "unknown", "i1");
    assertThat(none.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(none.err()).contains("WAVE_NOT_FOUND");
    assertThat(run("next", "-p", "unknown", "-a", "ann").code()).isZero();
    assertThat(run("policy", "explain", "-p", "unknown", "nobody").err())
        .contains("ITEM_NOT_FOUND");
    assertThat(run("policy", "explain", "-p", "unknown", "--wave", "9", "i1").err())
        .contains("WAVE_NOT_FOUND");
    assertThat(run("policy", "explain", "-p", "unknown", "i1", "i1").err())
        .contains("item_ids[1]", "twice");
  }

  @Test
  void aProjectIsMadeAndChangedByAFileAndShowsItAsOne() throws Exception {
    make("file");
    Path file =
        Files.writeString(
            folder.resolve("policy.yaml"),
            """
            combination: {terms: [{strategy: margin, weight: 2}, {strategy: k-center}]}
            diversity_radius: 0.1
            """);
    CommandRun updated = run("project", "update", "file", "--policy", file.toString());
    assertThat(updated.code()).as(updated.err()).isZero();
    assertThat(updated.lines())
        .anyMatch(line -> line.matches("policy.combination +2 margin \\+ k-center"))
        .anyMatch(line -> line.matches("policy.diversity_radius +0.1"))
        .anyMatch(line -> line.matches("policy.wave_size +by rate"));
    assertThat(run("project", "list").out()).contains("2 margin + k-center");
    Path shown =
        Files.writeString(folder.resolve("shown.yaml"), run("policy", "show", "-p", "file").out());
    assertThat(Files.readString(shown))
        .startsWith(CommandRun.of("policy", "check", shown.toString()).out())
        .contains("form: sum", "weight: 2.0", "lease: 1h", "wave_size: 0", "per_price: false");
    CommandRun same = run("project", "update", "file", "--policy", shown.toString());
    assertThat(same.lines()).anyMatch(line -> line.matches("policy.version +2"));
    CommandRun other =
        run("project", "update", "file", "--policy", file.toString(), "--strategy", "entropy");
    assertThat(other.lines())
        .anyMatch(line -> line.matches("policy.combination +none"))
        .anyMatch(line -> line.matches("policy.strategy +entropy"));
    CommandRun single = run("project", "update", "file", "--diversity-radius", "none");
    assertThat(single.lines()).anyMatch(line -> line.matches("policy.diversity_radius +none"));
    CommandRun wrong = CommandRun.of("policy", "check", Files.writeString(file, "a: b").toString());
    assertThat(wrong.code()).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.err()).contains("policy.yaml:1:1: there is no \"a\"").hasLineCount(1);
  }
}
