package dev.assay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.assay.client.AlreadyExistsException;
import dev.assay.client.AssayClient;
import dev.assay.client.LabelClient;
import dev.assay.client.ProjectName;
import dev.assay.client.ScoreRow;
import dev.assay.client.Scores;
import dev.assay.server.store.StoreOpenException;
import dev.assay.v1.Assignment;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.Budget;
import dev.assay.v1.Item;
import dev.assay.v1.NextBatchRequest;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.SetCeilingRequest;
import dev.assay.v1.StopReason;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import io.grpc.testing.TlsTesting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as its callers have it: by the client, over a port, on a store that outlives it. */
final class AssayServerTest {
  private static final ProjectName PROJECT = ProjectName.of("digits");
  private static final int ITEMS = 200;

  @TempDir private Path folder;

  private static AssayClient client(ServerFixture fixture) {
    return AssayClient.connect("127.0.0.1:" + fixture.server().port());
  }

  private static void fill(AssayClient client) {
    client.projects().createProject(ValidRequests.project(PROJECT.toString()), 1_000_000);
    client
        .pool()
        .putItems(
            PROJECT,
            IntStream.range(0, ITEMS).mapToObj(i -> Item.newBuilder().setId("i" + i).build()));
    client
        .pool()
        .putScores(
            PROJECT,
            "m1",
            Scores.ofRows(
                IntStream.range(0, ITEMS)
                    .mapToObj(i -> ScoreRow.of("i" + i, i / 200f, 1 - i / 200f))));
  }

  @Test
  void theMainJobRunsFromEndToEnd() throws Exception {
    try (ServerFixture fixture = ServerFixture.start(folder);
        AssayClient client = client(fixture)) {
      fill(client);
      NextBatchResponse batch = client.acquisition().nextBatch(PROJECT, "ann", 20);
      assertThat(batch.getAssignmentsCount()).isEqualTo(20);
      assertThat(client.budget().getBudget(PROJECT).getHeldMicros()).isEqualTo(20_000);
      client
          .labels()
          .submitLabels(
              PROJECT,
              "ann",
              batch.getAssignmentsList().stream()
                  .map(assignment -> LabelClient.answer(assignment, "yes"))
                  .toList());
      Budget budget = client.budget().getBudget(PROJECT);
      assertThat(budget.getChargedMicros()).isEqualTo(20_000);
      assertThat(budget.getHeldMicros()).isZero();
      assertThat(client.estimation().estimateAccuracy(PROJECT).getAccuracy().getLabelCount())
          .isEqualTo(20);
      assertThat(client.audit().replayWave(PROJECT, 1).getIdentical()).isTrue();
      assertThat(client.audit().listAuditEvents(PROJECT))
          .extracting(AuditEvent::getEventCase)
          .contains(
              AuditEvent.EventCase.PROJECT_CREATED,
              AuditEvent.EventCase.ITEMS_PUT,
              AuditEvent.EventCase.SCORES_PUBLISHED,
              AuditEvent.EventCase.WAVE_DRAWN,
              AuditEvent.EventCase.BATCH_GRANTED,
              AuditEvent.EventCase.LABELS_SUBMITTED);
    }
  }

  @Test
  void aRepeatedRequestGetsTheSameBatchAfterARestart() throws Exception {
    NextBatchRequest request =
        NextBatchRequest.newBuilder()
            .setRequestId("b-1")
            .setProject(PROJECT.toString())
            .setAnnotatorId("ann")
            .setMaxAssignments(5)
            .build();
    NextBatchResponse first;
    try (ServerFixture fixture = ServerFixture.start(folder);
        AssayClient client = client(fixture)) {
      fill(client);
      first = client.acquisition().nextBatch(request);
      assertThat(first.getAssignmentsCount()).isEqualTo(5);
    }
    try (ServerFixture fixture = ServerFixture.start(folder);
        AssayClient client = client(fixture)) {
      assertThat(client.acquisition().nextBatch(request)).isEqualTo(first);
      assertThat(client.budget().getBudget(PROJECT).getHeldMicros()).isEqualTo(5_000);
      assertThatThrownBy(
              () ->
                  client.acquisition().nextBatch(request.toBuilder().setMaxAssignments(6).build()))
          .isInstanceOf(AlreadyExistsException.class);
    }
  }

  @Test
  void aPolicyThatChangesWithdrawsTheWaveAndAnArchivedProjectGrantsNothing() throws Exception {
    try (ServerFixture fixture = ServerFixture.start(folder);
        AssayClient client = client(fixture)) {
      fill(client);
      client.acquisition().nextBatch(PROJECT, "ann", 3);
      var project = client.projects().getProject(PROJECT).toBuilder();
      project.getPolicyBuilder().setStrategy("entropy");
      client.projects().updateProject(project.build(), "policy.strategy");
      client.acquisition().nextBatch(PROJECT, "ann", 3);
      List<AuditEvent> events = client.audit().listAuditEvents(PROJECT).stream().toList();
      assertThat(events.stream().filter(AuditEvent::hasWaveClosed).findFirst())
          .hasValueSatisfying(
              event -> assertThat(event.getWaveClosed().getServedCount()).isEqualTo(3));
      assertThat(
              events.stream()
                  .filter(AuditEvent::hasWaveDrawn)
                  .map(event -> event.getWaveDrawn().getStrategy()))
          .containsExactly("two-phase", "entropy");
      client.projects().archiveProject(PROJECT);
      assertThatThrownBy(() -> client.acquisition().nextBatch(PROJECT, "ann", 1))
          .hasMessageContaining("PROJECT_ARCHIVED");
    }
  }

  @Test
  void leasesThatEndAreSweptWithoutAnybodyAsking() throws Exception {
    SettableClock clock = new SettableClock();
    try (ServerFixture fixture =
            ServerFixture.start(folder, Map.of("chores.interval", "10ms"), clock);
        AssayClient client = client(fixture)) {
      fill(client);
      client.acquisition().nextBatch(PROJECT, "ann", 5);
      clock.advance(Duration.ofHours(1));
      await()
          .untilAsserted(
              () -> assertThat(client.budget().getBudget(PROJECT).getHeldMicros()).isZero());
    }
  }

  @Test
  void answersAreForgottenAfterTheirRetention() throws Exception {
    SettableClock clock = new SettableClock();
    SetCeilingRequest.Builder request =
        SetCeilingRequest.newBuilder()
            .setRequestId("c-1")
            .setProject(PROJECT.toString())
            .setCeilingMicros(2_000_000);
    Map<String, String> settings = Map.of("chores.interval", "10ms", "requests.retention", "2d");
    try (ServerFixture fixture = ServerFixture.start(folder, settings, clock);
        AssayClient client = client(fixture)) {
      fill(client);
      client.budget().setCeiling(request.build());
      SetCeilingRequest other = request.setCeilingMicros(3_000_000).build();
      clock.advance(Duration.ofDays(2));
      assertThatThrownBy(() -> client.budget().setCeiling(other))
          .isInstanceOf(AlreadyExistsException.class);
      clock.advance(Duration.ofMillis(1));
      await()
          .ignoreExceptions()
          .until(() -> client.budget().setCeiling(other).getCeilingMicros() == 3_000_000);
    }
  }

  @Test
  void thePoolsLimitIsTheSettings() throws Exception {
    try (ServerFixture fixture = ServerFixture.start(folder, Map.of("pool.max-items", "199"));
        AssayClient client = client(fixture)) {
      assertThatThrownBy(() -> fill(client)).hasMessageContaining("POOL_LIMIT_REACHED");
    }
  }

  @Test
  void reflectionListsTheServices() throws Exception {
    try (ServerFixture fixture = ServerFixture.start(folder)) {
      CompletableFuture<List<String>> names = new CompletableFuture<>();
      StreamObserver<ServerReflectionRequest> questions =
          ServerReflectionGrpc.newStub(fixture.channel())
              .serverReflectionInfo(
                  new StreamObserver<>() {
                    @Override
                    public void onNext(ServerReflectionResponse answer) {
                      names.complete(
                          answer.getListServicesResponse().getServiceList().stream()
                              .map(ServiceResponse::getName)
                              .toList());
                    }

                    @Override
                    public void onError(Throwable thrown) {
                      names.completeExceptionally(thrown);
                    }

                    @Override
                    public void onCompleted() {
                      // the answer came before
                    }
                  });
      questions.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
      assertThat(names.get(30, TimeUnit.SECONDS))
          .containsExactlyInAnyOrder(
              "assay.v1.ProjectService",
              "assay.v1.PoolService",
              "assay.v1.AcquisitionService",
              "assay.v1.LabelService",
              "assay.v1.BudgetService",
              "assay.v1.EstimationService",
              "assay.v1.TrainingSetService",
              "assay.v1.AuditService",
              "assay.v1.AnnotatorService",
              "assay.v1.GoldService",
              "assay.v1.AdjudicationService",
              "assay.v1.AdviceService",
              "assay.v1.EvaluationService",
              "grpc.health.v1.Health",
              "grpc.reflection.v1.ServerReflection");
      questions.onCompleted();
    }
  }

  @Test
  void reflectionCanBeSwitchedOff() throws Exception {
    try (ServerFixture fixture = ServerFixture.start(folder, Map.of("reflection", "false"))) {
      assertThat(
              RawCall.send(
                      fixture.channel(),
                      ServerReflectionGrpc.getServerReflectionInfoMethod(),
                      List.of(ServerReflectionRequest.getDefaultInstance()))
                  .status()
                  .getCode())
          .isEqualTo(io.grpc.Status.Code.UNIMPLEMENTED);
    }
  }

  @Test
  void tlsAndTokensGoTogether() throws Exception {
    Path tokens = Files.writeString(folder.resolve("tokens"), "0123456789abcdef\n");
    Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-r-----"));
    Map<String, String> settings =
        Map.of(
            "tls.certificate", copy("server1.pem"),
            "tls.key", copy("server1.key"),
            "token-file", tokens.toString());
    try (AssayServer server = AssayServer.start(ServerFixture.config(folder, settings));
        AssayClient client =
            AssayClient.builder()
                .target("127.0.0.1:" + server.port())
                .tls(Path.of(copy("ca.pem")))
                .authority("foo.test.google.fr")
                .bearerToken("0123456789abcdef")
                .build()) {
      client.projects().createProject(ValidRequests.project(PROJECT.toString()), 0);
      assertThat(client.isServing("assay.v1.PoolService")).isTrue();
    }
  }

  private String copy(String resource) throws IOException {
    Path file = folder.resolve(resource);
    if (!Files.exists(file)) {
      try (InputStream in = TlsTesting.loadCert(resource)) {
        Files.copy(in, file);
      }
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    return file.toString();
  }

  @Test
  void aSecondServerOnTheSameStoreIsRefusedAndLeavesTheFirstAlone() throws Exception {
    try (ServerFixture fixture = ServerFixture.start(folder);
        AssayClient client = client(fixture)) {
      assertThatThrownBy(() -> ServerFixture.start(folder)).isInstanceOf(StoreOpenException.class);
      assertThat(client.isServing()).isTrue();
    }
    try (ServerFixture again = ServerFixture.start(folder)) {
      assertThat(again.server().port()).isPositive();
    }
  }

  @Test
  void aPortThatIsTakenIsAnErrorAndTheStoreIsClosedAgain(@TempDir Path other) throws Exception {
    try (ServerFixture fixture = ServerFixture.start(folder)) {
      Map<String, String> taken = Map.of("listen", "127.0.0.1:" + fixture.server().port());
      assertThatThrownBy(() -> ServerFixture.start(other, taken)).isInstanceOf(IOException.class);
      try (ServerFixture free = ServerFixture.start(other)) {
        assertThat(free.server().port()).isNotEqualTo(fixture.server().port());
      }
    }
  }

  @Test
  void aStoreThatFailsIsReportedByEveryAnswerAndByHealth() throws Exception {
    try (ServerFixture fixture = ServerFixture.start(folder);
        AssayClient client = client(fixture)) {
      fill(client);
      assertThat(client.isServing()).isTrue();
      for (String file : List.of("assay.db", "assay.db-wal")) {
        Path path = folder.resolve(file);
        Files.write(path, new byte[(int) Files.size(path)]);
      }
      await()
          .untilAsserted(
              () ->
                  assertThatThrownBy(
                          () -> client.budget().setCeiling(PROJECT, 2_000_000 + System.nanoTime()))
                      .hasMessageContaining("STORE_FAILED"));
      await().until(() -> !client.isServing());
      assertThat(client.isServing("assay.v1.PoolService")).isFalse();
    }
  }

  @Test
  void aServerThatIsClosedTwiceIsClosedOnce() throws Exception {
    AssayServer server = AssayServer.start(ServerFixture.config(folder, Map.of()));
    CompletableFuture<Void> second = CompletableFuture.runAsync(server::close);
    server.close();
    second.get(30, TimeUnit.SECONDS);
    server.awaitTermination();
  }

  @Test
  void theSameSeedDrawsTheSameItems(@TempDir Path other) throws Exception {
    Map<String, String> seeded = Map.of("planner.seed", "7");
    List<String> first = drawn(folder, seeded);
    assertThat(drawn(other, seeded)).isEqualTo(first);
  }

  private static List<String> drawn(Path folder, Map<String, String> settings) throws Exception {
    try (ServerFixture fixture = ServerFixture.start(folder, settings);
        AssayClient client = client(fixture)) {
      fill(client);
      NextBatchResponse batch =
          client
              .acquisition()
              .nextBatch(
                  NextBatchRequest.newBuilder()
                      .setRequestId("b-1")
                      .setProject(PROJECT.toString())
                      .setAnnotatorId("ann")
                      .setMaxAssignments(30)
                      .build());
      assertThat(batch.getStopReason()).isEqualTo(StopReason.STOP_REASON_UNSPECIFIED);
      return batch.getAssignmentsList().stream().map(Assignment::getItemId).toList();
    }
  }
}
