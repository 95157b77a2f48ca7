package dev.assay.app.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.assay.client.AssayClient;
import dev.assay.client.GoldClient;
import dev.assay.client.InvalidRequestException;
import dev.assay.client.LabelClient;
import dev.assay.client.ProjectName;
import dev.assay.server.AssayServer;
import dev.assay.server.config.ConfigSources;
import dev.assay.server.config.ServerConfig;
import dev.assay.v1.Assignment;
import dev.assay.v1.CreateProjectRequest;
import dev.assay.v1.GoldPolicy;
import dev.assay.v1.Item;
import dev.assay.v1.LabelSchema;
import dev.assay.v1.ListAssignmentsRequest;
import dev.assay.v1.OpenAssignment;
import dev.assay.v1.Policy;
import dev.assay.v1.Project;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ListAssignments, from the command through the SDK to the server and back. */
final class AssignmentsCommandTest {
  private static final ProjectName PROJECT = ProjectName.of("digits");

  private final AtomicReference<Instant> clock =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  @TempDir private Path folder;
  private AssayServer server;
  private AssayClient client;

  @BeforeEach
  void start() throws Exception {
    ServerConfig config =
        ServerConfig.of(
            ConfigSources.inProgram(
                Map.of("listen", "127.0.0.1:0", "store", folder.resolve("assay.db").toString())));
    server = AssayServer.start(config, Optional.empty(), clock::get);
    client = AssayClient.connect("127.0.0.1:" + server.port());
    client
        .projects()
        .createProject(
            CreateProjectRequest.newBuilder()
                .setProject(
                    Project.newBuilder()
                        .setName(PROJECT.toString())
                        .setLabelSchema(
                            LabelSchema.newBuilder()
                                .setKind(LabelSchema.Kind.KIND_BINARY)
                                .addAllClassNames(List.of("no", "yes")))
                        .setPolicy(
                            Policy.newBuilder()
                                .setGold(GoldPolicy.newBuilder().setProbationShare(0.5)))
                        .setCurrencyCode("EUR")
                        .setDefaultPriceMicros(50_000))
                .setCeilingMicros(10_000_000)
                .build());
    client
        .pool()
        .putItems(
            PROJECT,
            IntStream.range(0, 60).mapToObj(i -> Item.newBuilder().setId("i" + i).build()));
    client.gold().putGold(PROJECT, goldItems().map(id -> GoldClient.key(id, "yes")).toList());
  }

  private static Stream<String> goldItems() {
    return IntStream.range(0, 10).mapToObj(i -> "i" + i);
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private List<Assignment> next(String annotator, int count) {
    List<Assignment> batch = new ArrayList<>();
    while (batch.size() < count) {
      batch.addAll(
          client
              .acquisition()
              .nextBatch(PROJECT, annotator, count - batch.size())
              .getAssignmentsList());
    }
    return batch;
  }

  private void pass(Duration time) {
    clock.updateAndGet(now -> now.plus(time));
  }

  private List<OpenAssignment> list(ListAssignmentsRequest.Builder request) {
    List<OpenAssignment> all = new ArrayList<>();
    client
        .acquisition()
        .listAssignments(request.setProject(PROJECT.toString()).build())
        .forEach(all::add);
    return all;
  }

  @Test
  void theListSaysNoMoreThanTheBatchesDidSoThatNothingTellsAGoldCheck() {
    List<Assignment> batch = next("ann", 12);
    assertThat(batch).extracting(Assignment::getItemId).containsAnyElementsOf(goldItems().toList());
    assertThat(list(ListAssignmentsRequest.newBuilder()))
        .containsExactlyElementsOf(
            batch.stream()
                .map(
                    one ->
                        OpenAssignment.newBuilder()
                            .setItemId(one.getItemId())
                            .setAnnotatorId("ann")
                            .setGrantTime(
                                com.google.protobuf.util.Timestamps.fromMillis(
                                    requireNonNull(clock.get()).toEpochMilli()))
                            .setExpireTime(one.getExpireTime())
                            .setHeldMicros(one.getPriceMicros())
                            .build())
                .toList());
    assertThat(OpenAssignment.getDescriptor().getFields())
        .extracting(FieldDescriptor::getName)
        .containsExactly(
            "item_id",
            "annotator_id",
            "grant_time",
            "expire_time",
            "held_micros",
            "token",
            "votes");
  }

  @Test
  void annotatorAndAgeAreFilters() {
    List<Assignment> old = next("ann", 3);
    pass(Duration.ofMinutes(10));
    List<Assignment> young = next("ben", 2);
    var tenMinutes = com.google.protobuf.util.Durations.fromMinutes(10);
    assertThat(list(ListAssignmentsRequest.newBuilder().setMinAge(tenMinutes)))
        .extracting(OpenAssignment::getItemId)
        .containsExactlyElementsOf(old.stream().map(Assignment::getItemId).toList());
    assertThat(list(ListAssignmentsRequest.newBuilder().setAnnotatorId("ben")))
        .extracting(OpenAssignment::getItemId)
        .containsExactlyElementsOf(young.stream().map(Assignment::getItemId).toList());
    assertThat(
            list(ListAssignmentsRequest.newBuilder().setAnnotatorId("ben").setMinAge(tenMinutes)))
        .isEmpty();
  }

  @Test
  void pagesFollowTheOrderOfTheGrants() {
    List<String> granted =
        Stream.concat(next("ann", 4).stream(), next("ben", 3).stream())
            .map(Assignment::getItemId)
            .toList();
    assertThat(list(ListAssignmentsRequest.newBuilder().setPageSize(2)))
        .extracting(OpenAssignment::getItemId)
        .containsExactlyElementsOf(granted);
    assertThat(
            client
                .acquisition()
                .listAssignmentsPageAsync(
                    ListAssignmentsRequest.newBuilder()
                        .setProject(PROJECT.toString())
                        .setPageSize(2)
                        .build())
                .join()
                .getAssignmentsList())
        .hasSize(2);
  }

  @Test
  void whatIsNoLongerOpenIsNotShown() {
    List<Assignment> batch = next("ann", 3);
    client
        .acquisition()
        .returnAssignments(PROJECT, "ann", List.of(batch.get(1).getToken()), "skipped");
    assertThat(list(ListAssignmentsRequest.newBuilder()))
        .extracting(OpenAssignment::getItemId)
        .containsExactly(batch.get(0).getItemId(), batch.get(2).getItemId());
  }

  @Test
  void badFieldsAreNamed() {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(
            () ->
                list(
                    ListAssignmentsRequest.newBuilder()
                        .setMinAge(com.google.protobuf.util.Durations.fromDays(31))))
        .withMessageContaining("min_age");
  }

  @Test
  void theCommandShowsATableJsonAndCsv() {
    Assignment one = next("ann", 1).get(0);
    pass(Duration.ofMinutes(5));
    List<String> project = List.of("--target", "127.0.0.1:" + server.port(), "-p", "digits");
    CommandRun table = CommandRun.of(project, "assignments", "list");
    assertThat(table.code()).as(table.err()).isZero();
    assertThat(table.lines().get(0)).matches("ITEM +ANNOTATOR +GRANTED +EXPIRES +HELD");
    assertThat(table.lines().get(1))
        .startsWith(one.getItemId())
        .contains("ann", "2026-01-01T00:00:00Z", "2026-01-01T01:00:00Z", "0.05");
    assertThat(CommandRun.of(project, "assignments", "list", "--output", "csv").lines().get(1))
        .isEqualTo(one.getItemId() + ",ann,2026-01-01T00:00:00Z,2026-01-01T01:00:00Z,0.05");
    assertThat(CommandRun.of(project, "assignments", "list", "--output", "json").out())
        .contains("\"item_id\":\"" + one.getItemId() + "\"", "\"held_micros\":\"50000\"");
    assertThat(
            CommandRun.of(project, "assignments", "list", "--min-age", "6m", "-a", "ann").lines())
        .hasSize(1);
  }

  @Test
  void whoLostTheAnswerOfABatchFindsWhatWasLeased() {
    List<Assignment> lost = next("ann", 8);
    List<Assignment> more = next("ann", 2);
    assertThat(more)
        .extracting(Assignment::getItemId)
        .as("who asks anew gets other items")
        .doesNotContainAnyElementsOf(lost.stream().map(Assignment::getItemId).toList());
    List<OpenAssignment> open = new ArrayList<>();
    client.acquisition().listAssignments(PROJECT, "ann").forEach(open::add);
    assertThat(open)
        .extracting(OpenAssignment::getToken)
        .containsExactlyElementsOf(
            Stream.concat(lost.stream(), more.stream()).map(Assignment::getToken).toList());
    assertThat(list(ListAssignmentsRequest.newBuilder()))
        .extracting(OpenAssignment::getToken)
        .containsOnly("");
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> list(ListAssignmentsRequest.newBuilder().setShowTokens(true)))
        .withMessageContaining("show_tokens");
    client
        .labels()
        .submitLabels(
            PROJECT,
            "ann",
            List.of(
                LabelClient.answer(
                    Assignment.newBuilder().setToken(open.get(0).getToken()).build(), "yes")));
    assertThat(client.budget().getBudget(PROJECT).getOpenAssignmentCount()).isEqualTo(9);
  }

  private List<String> project() {
    return List.of("--target", "127.0.0.1:" + server.port(), "-p", "digits");
  }

  @Test
  void theOwnerReleasesByAnnotatorAgeAndToken() {
    next("ann", 3);
    pass(Duration.ofMinutes(10));
    List<Assignment> ben = next("ben", 4);
    CommandRun nothing = CommandRun.of(project(), "assignments", "release");
    assertThat(nothing.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(nothing.err()).contains("min_age");

    CommandRun old = CommandRun.of(project(), "assignments", "release", "--min-age", "5m");
    assertThat(old.code()).as(old.err()).isZero();
    assertThat(old.lines().get(1)).matches(" *3 +0.15");
    CommandRun one =
        CommandRun.of(
            project(), "assignments", "release", ben.get(2).getToken(), "--output", "csv");
    assertThat(one.lines().get(1)).isEqualTo("1,0.05");
    assertThat(
            CommandRun.of(project(), "assignments", "release", ben.get(2).getToken())
                .lines()
                .get(1))
        .as("it is open no more")
        .matches(" *0 +0.00");
    assertThat(
            CommandRun.of(
                    project(),
                    "assignments",
                    "release",
                    "-a",
                    "ben",
                    "--reason",
                    "left",
                    "--output",
                    "json")
                .out())
        .contains("\"released_count\":3");
    assertThat(client.budget().getBudget(PROJECT).getHeldMicros()).isZero();
    assertThat(CommandRun.of(project(), "audit", "list").out()).contains("released");
    assertThat(CommandRun.of(project(), "assignments", "release", "0123").code())
        .isEqualTo(ExitCode.REFUSED);
  }

  @Test
  void returnedItemsAreOfferedAgainAfterAReset() {
    List<Assignment> batch = next("ann", 6);
    List<String> tokens = batch.stream().map(Assignment::getToken).toList();
    client.acquisition().returnAssignments(PROJECT, "ann", tokens, "skipped");
    Assignment ordinary =
        batch.stream()
            .filter(one -> goldItems().noneMatch(one.getItemId()::equals))
            .findFirst()
            .orElseThrow();
    List<String> returned = batch.stream().map(Assignment::getItemId).toList();
    assertThat(next("ann", 5))
        .extracting(Assignment::getItemId)
        .doesNotContainAnyElementsOf(returned);
    CommandRun one =
        CommandRun.of(
            project(),
            "assignments",
            "reset-returns",
            ordinary.getItemId(),
            "--reason",
            "asked for");
    assertThat(one.lines()).as(one.err()).last().asString().isEqualToIgnoringWhitespace("1");
    assertThat(next("ann", 8)) // checks may stand in some of the places
        .extracting(Assignment::getItemId)
        .contains(ordinary.getItemId());
    CommandRun all =
        CommandRun.of(project(), "assignments", "reset-returns", "-a", "ann", "--output", "csv");
    assertThat(all.lines()).as(all.err()).last().asString().isEqualToIgnoringWhitespace("5");
    assertThat(CommandRun.of(project(), "assignments", "reset-returns", "nothing").code())
        .isEqualTo(ExitCode.REFUSED);
    assertThat(CommandRun.of(project(), "audit", "list").out())
        .contains("returned items may be offered again");
  }
}
