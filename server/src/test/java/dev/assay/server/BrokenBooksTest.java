package dev.assay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.server.store.SpendRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.StoreOptions;
import dev.assay.server.store.engine.StoreEngines;
import dev.assay.v1.BudgetServiceGrpc;
import dev.assay.v1.CreateProjectRequest;
import dev.assay.v1.GetBudgetRequest;
import dev.assay.v1.ProjectServiceGrpc;
import dev.assay.v1.SetCeilingRequest;
import dev.assay.v1.Slice;
import dev.assay.v1.VerifyBudgetRequest;
import dev.assay.v1.VerifyBudgetResponse;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server on books that do not add up: it says so, answers questions, and writes nothing. */
class BrokenBooksTest {
  @TempDir Path folder;

  private static ServingStatus health(ServerFixture fixture) {
    return HealthGrpc.newBlockingStub(fixture.channel())
        .check(HealthCheckRequest.getDefaultInstance())
        .getStatus();
  }

  private void falsify() {
    try (Store store =
        StoreEngines.open(
            folder.resolve("assay.db").toString(),
            StoreOptions.defaults(),
            InstantSource.system())) {
      store
          .write(
              transaction -> {
                transaction
                    .spend()
                    .add(new SpendRow(1, 20_000, Slice.SLICE_EXPLORE, "nobody", 7, 1, 0));
                return true;
              })
          .join();
    }
  }

  @Test
  void theStartFindsTheRowsAndNothingIsWrittenAnyMore() throws Exception {
    try (ServerFixture fixture = ServerFixture.start(folder)) {
      ProjectServiceGrpc.newBlockingStub(fixture.channel())
          .createProject(
              CreateProjectRequest.newBuilder()
                  .setRequestId("create")
                  .setProject(ValidRequests.project(ValidRequests.PROJECT))
                  .setCeilingMicros(100)
                  .build());
      assertThat(health(fixture)).isEqualTo(ServingStatus.SERVING);
    }
    falsify();
    try (ServerFixture fixture = ServerFixture.start(folder)) {
      await().until(() -> health(fixture) == ServingStatus.NOT_SERVING);
      var budgets = BudgetServiceGrpc.newBlockingStub(fixture.channel());
      assertThat(
              budgets
                  .getBudget(
                      GetBudgetRequest.newBuilder().setProject(ValidRequests.PROJECT).build())
                  .getBudget()
                  .getCeilingMicros())
          .isEqualTo(100);
      VerifyBudgetResponse answer =
          budgets.verifyBudget(
              VerifyBudgetRequest.newBuilder().setProject(ValidRequests.PROJECT).build());
      assertThat(answer.getDiscrepanciesList())
          .anySatisfy(
              found -> {
                assertThat(found.getRow()).isEqualTo("spend");
                assertThat(found.getFound()).isEqualTo("charged_micros 7");
                assertThat(found.getExpected()).isEqualTo("charged_micros 0");
              });
      RawCall.Outcome refused =
          RawCall.send(
              fixture.channel(),
              BudgetServiceGrpc.getSetCeilingMethod(),
              List.of(
                  SetCeilingRequest.newBuilder()
                      .setRequestId("ceiling")
                      .setProject(ValidRequests.PROJECT)
                      .setCeilingMicros(200)
                      .build()));
      assertThat(refused.reason()).isEqualTo("STORE_FAILED");
    }
  }
}
