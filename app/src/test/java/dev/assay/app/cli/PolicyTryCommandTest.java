package dev.assay.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.client.AssayClient;
import dev.assay.client.LabelClient;
import dev.assay.client.LabelSchemas;
import dev.assay.client.ProjectName;
import dev.assay.client.ScoreRow;
import dev.assay.client.Scores;
import dev.assay.server.AssayServer;
import dev.assay.v1.Assignment;
import dev.assay.v1.Budget;
import dev.assay.v1.Item;
import dev.assay.v1.Policy;
import dev.assay.v1.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** policy try, over what a server has labelled. */
final class PolicyTryCommandTest {
  private static final ProjectName PROJECT = ProjectName.of("pets");

  @TempDir private static Path folder;
  private static AssayServer server;
  private static AssayClient client;

  @BeforeAll
  static void start() throws Exception {
    server = CommandRun.server(folder);
    client = AssayClient.connect("127.0.0.1:" + server.port());
    client
        .projects()
        .createProject(
            Project.newBuilder()
                .setName(PROJECT.toString())
                .setLabelSchema(LabelSchemas.multiclass(List.of("cat", "dog", "fox")))
                .setPolicy(Policy.newBuilder().setWaveSize(50))
                .setCurrencyCode("EUR")
                .setDefaultPriceMicros(1_000)
                .build(),
            1_000_000);
    SplittableRandom random = new SplittableRandom(4);
    client
        .pool()
        .putItems(
            PROJECT,
            IntStream.range(0, 120)
                .mapToObj(
                    i ->
                        Item.newBuilder()
                            .setId("i" + i)
                            .addEmbedding(i % 3 + (float) random.nextDouble())
                            .addEmbedding((float) random.nextDouble())
                            .build()));
    client
        .pool()
        .putScores(
            PROJECT,
            "v1",
            Scores.ofRows(
                IntStream.range(0, 120)
                    .mapToObj(
                        i ->
                            i % 3 == 0
                                ? ScoreRow.of("i" + i, .6f, .3f, .1f)
                                : ScoreRow.of("i" + i, .2f, .5f, .3f))));
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  private void label(int count) {
    int left = count;
    while (left > 0) {
      List<Assignment> batch =
          client.acquisition().nextBatch(PROJECT, "ann", left).getAssignmentsList();
      client
          .labels()
          .submitLabels(
              PROJECT,
              "ann",
              batch.stream()
                  .map(
                      one ->
                          LabelClient.answer(
                              one,
                              List.of("cat", "dog", "fox")
                                  .get(Integer.parseInt(one.getItemId().substring(1)) % 3)))
                  .toList());
      left -= batch.size();
    }
  }

  private CommandRun tryThem(String... more) throws Exception {
    Path first = Files.writeString(folder.resolve("first.yaml"), "strategy: margin\n");
    Path other =
        Files.writeString(
            folder.resolve("other.yaml"),
            """
            combination:
              terms:
              - {strategy: margin}
              - {strategy: k-center, weight: 2}
            diversity_radius: 0.01
            lease: 2h
            """);
    return CommandRun.of(
        IntStream.range(0, more.length).mapToObj(k -> more[k]).toList(),
        "policy",
        "try",
        "-p",
        "pets",
        "--target",
        "127.0.0.1:" + server.port(),
        first.toString(),
        other.toString());
  }

  @Test
  void twoPoliciesAreComparedOnThePastAndNothingIsBought() throws Exception {
    assertThat(tryThem().err()).contains("there are 0 labelled items");
    label(80);
    Budget before = client.budget().getBudget(PROJECT);
    CommandRun run = tryThem("--runs", "2", "--wave", "14", "--vary", "exploration_share=0.05,0.9");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(client.budget().getBudget(PROJECT)).isEqualTo(before);
    assertThat(run.err()).contains("other.yaml: not simulated: lease", "run 2 of 2");
    assertThat(run.lines())
        .anyMatch(line -> line.startsWith("labelled items") && line.endsWith("80"))
        .anyMatch(line -> line.startsWith("first, exploration_share 0.05 "))
        .anyMatch(line -> line.startsWith("other, exploration_share 0.9 "))
        .anyMatch(line -> line.matches("random .*\\[.*] .* of 2 .*\\[.*"))
        .anyMatch(line -> line.contains("EFFICIENCY TIMES"));
    assertThat(tryThem("--runs", "2", "--wave", "28", "--output", "json").out())
        .contains(
            "\"policy\":\"other\"", "\"labels_needed\":{\"value\":", "\"relative_efficiency\"");
    assertThat(tryThem("--wave", "43").err()).contains("--wave must be at most 42 of 56 items");
    assertThat(tryThem("--runs", "50", "--wave", "28", "--max-time", "1ms").err())
        .contains("stopped by --max-time after 2 runs");
  }

  @Test
  void whatCannotBeTriedIsRefusedInOneLine() throws Exception {
    assertThat(tryThem("--runs", "1").err()).contains("--runs must be from 2 to 200");
    assertThat(tryThem("--vary", "lease=3").err()).contains("--vary must be FIELD=VALUE");
    CommandRun range = tryThem("--vary", "exploration_share=7");
    assertThat(range.code()).isEqualTo(ExitCode.USAGE);
    assertThat(range.err()).contains("policy.exploration_share");
  }
}
