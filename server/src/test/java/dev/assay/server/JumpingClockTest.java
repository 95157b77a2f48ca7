package dev.assay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.util.Durations;
import dev.assay.client.AssayClient;
import dev.assay.client.LabelClient;
import dev.assay.client.ProjectName;
import dev.assay.v1.AdjustChargesRequest;
import dev.assay.v1.Assignment;
import dev.assay.v1.BudgetLine;
import dev.assay.v1.BudgetPlan;
import dev.assay.v1.BudgetServiceGrpc;
import dev.assay.v1.Funding;
import dev.assay.v1.Item;
import dev.assay.v1.NextBatchRequest;
import dev.assay.v1.SetBudgetPlanRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server whose machine's clock somebody sets, asked over gRPC. */
@Timeout(120)
final class JumpingClockTest {
  private static final ProjectName PROJECT = ProjectName.of("clocks");
  private static final Duration MONTH = Duration.ofDays(31);
  private static final Map<String, String> SETTINGS = Map.of("chores.interval", "10ms");
  private static final String CLOCK = "assay.clock";

  @TempDir private Path folder;
  private final SettableMachine machine = new SettableMachine();
  private int rounds;

  private ServerFixture start() throws Exception {
    return ServerFixture.start(folder, SETTINGS, machine);
  }

  private static AssayClient client(ServerFixture fixture) {
    return AssayClient.connect("127.0.0.1:" + fixture.server().port());
  }

  private static void fill(AssayClient client) {
    client.projects().createProject(ValidRequests.project(PROJECT.toString()), 1_000_000);
    client
        .pool()
        .putItems(
            PROJECT, IntStream.range(0, 5).mapToObj(i -> Item.newBuilder().setId("i" + i).build()));
  }

  private static long charge(ServerFixture fixture) {
    return BudgetServiceGrpc.newBlockingStub(fixture.channel())
        .adjustCharges(
            AdjustChargesRequest.newBuilder()
                .setRequestId("charge-once")
                .setProject(PROJECT.toString())
                .setAmountMicros(1_000)
                .setReason("a fee")
                .build())
        .getBudget()
        .getChargedMicros();
  }

  private static List<Assignment> lease(AssayClient client, String annotator, Duration lease) {
    return client
        .acquisition()
        .nextBatch(
            NextBatchRequest.newBuilder()
                .setProject(PROJECT.toString())
                .setAnnotatorId(annotator)
                .setMaxAssignments(5)
                .setLease(Durations.fromMillis(lease.toMillis()))
                .build())
        .getAssignmentsList();
  }

  /** Waits until the chores have run through: another lease, whose time has come, has ended. */
  private void choresRun(AssayClient client) {
    ProjectName other = ProjectName.of("rounds-" + rounds++);
    client.projects().createProject(ValidRequests.project(other.toString()), 1_000_000);
    client.pool().putItems(other, Stream.of(Item.newBuilder().setId("i").build()));
    client
        .acquisition()
        .nextBatch(
            NextBatchRequest.newBuilder()
                .setProject(other.toString())
                .setAnnotatorId("ann")
                .setMaxAssignments(1)
                .setLease(Durations.fromMillis(1_000))
                .build());
    machine.pass(Duration.ofMillis(1_500));
    await().until(() -> client.budget().getBudget(other).getOpenAssignmentCount() == 0);
  }

  @Test
  void aJumpOf31DaysFor3SecondsLosesNeitherAnAnswerNorALease() throws Exception {
    try (ServerFixture fixture = start();
        AssayClient client = client(fixture)) {
      fill(client);
      assertThat(charge(fixture)).isEqualTo(1_000);
      List<Assignment> leased = lease(client, "ann", Duration.ofHours(1));
      machine.set(MONTH);
      await().until(() -> !client.isServing(CLOCK));
      assertThat(client.isServing()).isTrue();
      machine.pass(Duration.ofSeconds(3));
      choresRun(client);
      assertThat(charge(fixture)).isEqualTo(1_000);
      assertThat(client.budget().getBudget(PROJECT).getOpenAssignmentCount()).isEqualTo(5);
      machine.set(MONTH.negated());
      await().until(() -> client.isServing(CLOCK));
      assertThat(charge(fixture)).isEqualTo(1_000);
      assertThat(
              client
                  .labels()
                  .submitLabels(PROJECT, "ann", List.of(LabelClient.answer(leased.get(0), "yes")))
                  .getReceipts(0)
                  .getFunding())
          .isEqualTo(Funding.FUNDING_FUNDED);
      assertThat(client.budget().getBudget(PROJECT).getChargedMicros()).isEqualTo(2_000);
    }
  }

  @Test
  void aJumpOverRestartsLosesNothingEither() throws Exception {
    try (ServerFixture fixture = start();
        AssayClient client = client(fixture)) {
      fill(client);
      assertThat(charge(fixture)).isEqualTo(1_000);
      lease(client, "ann", Duration.ofHours(1));
    }
    machine.set(MONTH);
    try (ServerFixture fixture = start();
        AssayClient client = client(fixture)) {
      await().until(() -> !client.isServing(CLOCK));
      choresRun(client);
      assertThat(charge(fixture)).isEqualTo(1_000);
    }
    machine.boot(Duration.ofSeconds(30));
    try (ServerFixture fixture = start();
        AssayClient client = client(fixture)) {
      choresRun(client);
      assertThat(charge(fixture)).isEqualTo(1_000);
      assertThat(client.budget().getBudget(PROJECT).getOpenAssignmentCount()).isEqualTo(5);
    }
    machine.set(MONTH.negated());
    try (ServerFixture fixture = start();
        AssayClient client = client(fixture)) {
      choresRun(client);
      assertThat(charge(fixture)).isEqualTo(1_000);
      assertThat(client.budget().getBudget(PROJECT).getOpenAssignmentCount()).isEqualTo(5);
      assertThat(client.isServing(CLOCK)).isTrue();
    }
  }

  @Test
  void aClockThatStaysAheadIsBelievedAndLeasesGoOnFromThere() throws Exception {
    try (ServerFixture fixture = start();
        AssayClient client = client(fixture)) {
      fill(client);
      lease(client, "ann", Duration.ofHours(2));
      machine.set(MONTH);
      await().until(() -> !client.isServing(CLOCK));
      machine.pass(Duration.ofMinutes(61));
      await().until(() -> client.isServing(CLOCK));
      choresRun(client);
      assertThat(client.budget().getBudget(PROJECT).getOpenAssignmentCount()).isEqualTo(5);
      machine.pass(Duration.ofMinutes(60)); // two hours after the lease began
      await().until(() -> client.budget().getBudget(PROJECT).getOpenAssignmentCount() == 0);
    }
  }

  @Test
  void leasesAndAnswersEndAfterAClockWasSetBack() throws Exception {
    try (ServerFixture fixture = start();
        AssayClient client = client(fixture)) {
      fill(client);
      assertThat(charge(fixture)).isEqualTo(1_000);
      lease(client, "ann", Duration.ofHours(1));
      machine.set(Duration.ofHours(-3));
      await().until(() -> !client.isServing(CLOCK));
      machine.pass(Duration.ofMinutes(59));
      choresRun(client);
      assertThat(client.budget().getBudget(PROJECT).getOpenAssignmentCount()).isEqualTo(5);
      machine.pass(Duration.ofMinutes(10));
      await().until(() -> client.budget().getBudget(PROJECT).getOpenAssignmentCount() == 0);
      machine.pass(Duration.ofDays(30));
      await().until(() -> charge(fixture) == 2_000); // forgotten after its time, as it must be
    }
  }

  @Test
  void aDailyLineBeginsItsNextDayAfterAClockWasSetBack() throws Exception {
    try (ServerFixture fixture = start();
        AssayClient client = client(fixture)) {
      fill(client);
      client
          .budget()
          .setBudgetPlan(
              SetBudgetPlanRequest.newBuilder()
                  .setProject(PROJECT.toString())
                  .setPlan(
                      BudgetPlan.newBuilder()
                          .addLines(
                              BudgetLine.newBuilder()
                                  .setName("daily")
                                  .setPeriod(BudgetLine.Period.PERIOD_DAY)
                                  .setLabelCeiling(2)))
                  .build());
      assertThat(lease(client, "ann", Duration.ofDays(30))).hasSize(2);
      machine.set(Duration.ofDays(-3));
      await().until(() -> !client.isServing(CLOCK));
      machine.pass(Duration.ofHours(13)); // it was noon
      assertThat(lease(client, "bob", Duration.ofDays(30))).isEmpty();
      machine.pass(Duration.ofHours(1));
      assertThat(lease(client, "bob", Duration.ofDays(30))).hasSize(2);
    }
  }
}
