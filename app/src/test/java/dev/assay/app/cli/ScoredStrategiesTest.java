package dev.assay.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.AssayServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Strategies by what a pipeline sends with its scores, through the command, the network and the
 * server: ensembles, lengths of gradients, embeddings.
 */
final class ScoredStrategiesTest {
  private static final int ITEMS = 40;

  /** Of so many items, the first, the members disagree and the gradient is long. */
  private static final int OPEN = 6;

  @TempDir private static Path folder;
  private static AssayServer server;
  private static String items;
  private static String scores;
  private static String plain;

  @BeforeAll
  static void start() throws IOException {
    server = CommandRun.server(folder);
    items = file("items.csv", i -> "i" + i + ",1 0." + (10 + i), "id,embedding\n");
    scores = file("scores.ndjson", ScoredStrategiesTest::record, "");
    plain = file("plain.csv", i -> "i" + i + ",0.5,0.5", "item_id,cat,dog\n");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String file(String name, IntFunction<String> line, String head)
      throws IOException {
    String lines = IntStream.range(0, ITEMS).mapToObj(line).collect(Collectors.joining("\n"));
    return Files.writeString(folder.resolve(name), head + lines + "\n").toString();
  }

  private static String record(int i) {
    boolean isOpen = i < OPEN;
    String first = isOpen ? "[0.95,0.05]" : "[0.99,0.01]";
    String second = isOpen ? "[0.05,0.95]" : "[0.99,0.01]";
    return "{\"item_id\":\"i%d\",\"probabilities\":%s,\"ensemble_probabilities\":[%s,%s],\"gradient_norm\":%s}"
        .formatted(i, isOpen ? "[0.5,0.5]" : "[0.99,0.01]", first, second, isOpen ? "2.5" : "0.1");
  }

  private static List<String> project(String name, String strategy) {
    List<String> project = List.of("--target", "127.0.0.1:" + server.port(), "-p", name);
    CommandRun created =
        CommandRun.of(
            project.subList(0, 2),
            "project",
            "create",
            name,
            "--classes",
            "cat,dog",
            "--ceiling",
            "10",
            "--default-price",
            "0.05",
            "--strategy",
            strategy,
            "--exploration-share",
            "0.01",
            "--wave-size",
            "4");
    assertThat(created.code()).as(created.err()).isZero();
    done(project, "import", "items", items);
    return project;
  }

  private static CommandRun done(List<String> project, String... args) {
    CommandRun run = CommandRun.of(project, args);
    assertThat(run.code()).as("%s: %s", List.of(args), run.err()).isZero();
    return run;
  }

  /** What the waves were drawn by. */
  private static List<String> strategies(List<String> project) {
    return done(project, "audit", "list", "--output", "json").lines().stream()
        .filter(line -> line.contains("\"wave_drawn\""))
        .map(line -> line.replaceAll(".*\"strategy\":\"([^\"]*)\".*", "$1"))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vote-entropy",
        "consensus-entropy",
        "consensus-kl",
        "variation-ratio",
        "bald",
        "batch-bald",
        "gradient-norm",
        "expected-gradient-length",
        "badge",
        "ratio",
        "margin-micro"
      })
  void whatIsSentWithTheScoresSaysWhatIsLabelledNext(String strategy) {
    List<String> project = project(strategy, strategy);
    done(project, "import", "scores", scores, "--model-version", "m1");
    List<String> batch = done(project, "next", "-a", "ann", "-n", "4", "--output", "csv").lines();
    long open =
        batch.stream()
            .filter(line -> IntStream.range(0, OPEN).anyMatch(i -> line.startsWith("i" + i + ",")))
            .count();
    assertThat(batch).hasSize(5);
    int fewest = strategy.equals("badge") ? 1 : 3; // the longest gradient, and others that differ
    assertThat(open).as("%s of %s", strategy, batch).isGreaterThanOrEqualTo(fewest);
    assertThat(strategies(project)).containsOnly(strategy);
    assertThat(done(project, "audit", "replay", "1").out()).containsIgnoringCase("identical");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bald", "batch-bald", "gradient-norm"})
  void withoutWhatTheyNeedWavesAreDrawnAtRandom(String strategy) {
    List<String> project = project("plain-" + strategy, strategy);
    done(project, "import", "scores", plain, "--model-version", "m1");
    done(project, "next", "-a", "ann", "-n", "4");
    assertThat(strategies(project)).containsOnly("random");
    assertThat(done(project, "audit", "replay", "1").out()).containsIgnoringCase("identical");
  }

  @Test
  void aPolicyMayLookAtPricesAndCorrectScores() {
    List<String> project = project("adjusted", "margin");
    List<String> target = project.subList(0, 2);
    String[] update = {"project", "update", "adjusted"};
    assertThat(done(target, with(update, "--sharpness", "2")).lines())
        .anyMatch(line -> line.matches("policy.calibration +none"))
        .anyMatch(line -> line.matches("policy.per_price +false"));
    assertThat(
            done(target, with(update, "--calibration", "isotonic", "--per-price", "true")).lines())
        .anyMatch(line -> line.matches("policy.calibration +isotonic"))
        .anyMatch(line -> line.matches("policy.per_price +true"));
    done(project, "import", "scores", scores, "--model-version", "m1");
    done(project, "next", "-a", "ann", "-n", "4");
    assertThat(done(project, "audit", "replay", "1").out()).containsIgnoringCase("identical");
    assertThat(done(target, with(update, "--calibration", "none")).lines())
        .anyMatch(line -> line.matches("policy.calibration +none"));
    CommandRun wrong = CommandRun.of(target, with(update, "--calibration", "platt"));
    assertThat(wrong.code()).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.err()).contains("temperature, isotonic or none");
  }

  private static String[] with(String[] command, String... options) {
    return Stream.concat(Stream.of(command), Stream.of(options)).toArray(String[]::new);
  }

  @Test
  void expectedErrorReductionLearnsFromTheVerdicts() {
    List<String> project = project("eer", "expected-error-reduction");
    for (int batch = 0; batch < 3; batch++) {
      List<String> rows = done(project, "next", "-a", "ann", "-n", "4", "--output", "csv").lines();
      int token = List.of(rows.get(0).split(",")).indexOf("token");
      for (String row : rows.subList(1, rows.size())) {
        String[] cells = row.split(",", -1);
        String answer = row.matches("i[0-9]*[02468],.*") ? "cat" : "dog";
        done(project, "submit", "-a", "ann", cells[token] + "=" + answer);
      }
    }
    assertThat(strategies(project)).containsOnly("expected-error-reduction");
    assertThat(done(project, "audit", "replay", "3").out()).containsIgnoringCase("identical");
  }
}
