package dev.assay.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.StringValue;
import com.google.protobuf.util.Durations;
import dev.assay.server.ValidRequests;
import dev.assay.server.failure.ItemNotFound;
import dev.assay.v1.CreateProjectRequest;
import dev.assay.v1.CreateProjectResponse;
import io.grpc.CallOptions;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated // deadlines of its own, and the log of its process
final class UnaryCallsTest {
  @TempDir private Path folder;

  private static StatusRuntimeException failure(ToyServer server, String question) {
    return catchThrowableOfType(
        StatusRuntimeException.class,
        () -> Calls.call(server.channel(), ToyContract.ASK, StringValue.of(question)));
  }

  @Test
  void aQueryIsAnswered() throws Exception {
    try (ToyServer server = new ToyServer.Builder(folder).start()) {
      StringValue answer =
          Calls.call(server.channel(), ToyContract.ASK, StringValue.of("a question"));
      assertThat(answer.getValue()).isEqualTo("answer to a question");
    }
  }

  @Test
  void aFailureArrivesAsItIs() throws Exception {
    try (ToyServer server =
        new ToyServer.Builder(folder)
            .answer(
                question -> {
                  throw new ItemNotFound(question);
                })
            .start()) {
      StatusRuntimeException thrown = failure(server, "img");
      assertThat(thrown.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
      assertThat(Calls.info(thrown).getReason()).isEqualTo("ITEM_NOT_FOUND");
      assertThat(Calls.info(thrown).getMetadataMap()).containsEntry("item_id", "img");
    }
  }

  @Test
  void whatIsNoFailureIsAnIncidentThatSaysNothingOfItsCause() throws Exception {
    try (LogCapture log = LogCapture.of(StatusMapper.class);
        ToyServer server =
            new ToyServer.Builder(folder)
                .answer(
                    question -> {
                      throw new IllegalStateException("SELECT secret FROM table");
                    })
                .start()) {
      StatusRuntimeException thrown = failure(server, "q");
      assertThat(thrown.getStatus().getCode()).isEqualTo(Status.Code.INTERNAL);
      assertThat(Calls.reason(thrown)).isEqualTo("INTERNAL_FAULT");
      String incidentId = Calls.info(thrown).getMetadataOrThrow("incident_id");
      assertThat(thrown.getStatus().getDescription()).contains(incidentId).doesNotContain("secret");
      assertThat(log.lines())
          .anySatisfy(line -> assertThat(line).contains(incidentId, "secret", "Ask"));
    }
  }

  @Test
  void anErrorOfTheMachineIsAnIncidentToo() throws Exception {
    try (ToyServer server =
        new ToyServer.Builder(folder)
            .answer(
                question -> {
                  throw new StackOverflowError();
                })
            .start()) {
      assertThat(Calls.reason(failure(server, "q"))).isEqualTo("INTERNAL_FAULT");
    }
  }

  @Test
  void aQueryThatNobodyWaitsForAnyMoreIsNotRun() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    List<String> asked = new ArrayList<>();
    try (ToyServer server =
        new ToyServer.Builder(folder)
            .setting("rpc.query-threads", "1")
            .answer(
                question -> {
                  asked.add(question);
                  running.countDown();
                  awaitLatch(goOn);
                  return question;
                })
            .start()) {
      Future<StringValue> first = ask(server, "first", Calls.options());
      assertThat(running.await(Calls.SECONDS, TimeUnit.SECONDS)).isTrue();
      Future<StringValue> late =
          ask(server, "late", CallOptions.DEFAULT.withDeadlineAfter(50, TimeUnit.MILLISECONDS));
      Future<StringValue> cancelled = ask(server, "cancelled", Calls.options());
      assertThat(codeOf(late)).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
      cancelled.cancel(true);
      await().until(() -> server.inFlight() == 1); // the server has heard of both
      Future<StringValue> last = ask(server, "last", Calls.options());
      goOn.countDown();
      assertThat(first.get().getValue()).isEqualTo("first");
      assertThat(last.get().getValue()).isEqualTo("last");
      assertThat(asked).containsExactly("first", "last");
    }
  }

  @Test
  void aQueryThatDoesNotFitIntoTheQueueIsRefusedWithADelay() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (ToyServer server =
        new ToyServer.Builder(folder)
            .setting("rpc.query-threads", "1")
            .setting("rpc.max-waiting-queries", "1")
            .answer(
                question -> {
                  running.countDown();
                  awaitLatch(goOn);
                  return question;
                })
            .start()) {
      Future<StringValue> first = ask(server, "first", Calls.options());
      assertThat(running.await(Calls.SECONDS, TimeUnit.SECONDS)).isTrue();
      List<Future<StringValue>> others = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        others.add(ask(server, "q" + i, Calls.options()));
      }
      await().until(() -> others.stream().filter(Future::isDone).count() == 2);
      goOn.countDown();
      first.get();
      int refused = 0;
      for (Future<StringValue> other : others) {
        try {
          other.get();
        } catch (ExecutionException e) {
          refused++;
          assertThat(Calls.reason(e.getCause())).isEqualTo("OVERLOADED");
          assertThat(Durations.isPositive(Calls.retry(e.getCause()).getRetryDelay())).isTrue();
        }
      }
      assertThat(refused).isEqualTo(2);
    }
  }

  @Test
  void moreCallsThanTheLimitAreRefused() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger running = new AtomicInteger();
    try (ToyServer server =
        new ToyServer.Builder(folder)
            .setting("rpc.max-calls", "2")
            .answer(
                question -> {
                  running.incrementAndGet();
                  awaitLatch(goOn);
                  return question;
                })
            .start()) {
      Future<StringValue> first = ask(server, "1", Calls.options());
      Future<StringValue> second = ask(server, "2", Calls.options());
      await().until(() -> running.get() == 2);
      StatusRuntimeException refused = failure(server, "3");
      assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(Calls.info(refused).getReason()).isEqualTo("OVERLOADED");
      assertThat(Calls.info(refused).getMetadataMap()).containsEntry("limit", "2");
      goOn.countDown();
      first.get();
      second.get();
      await().untilAsserted(() -> assertThat(failure(server, "4")).isNull());
    }
  }

  @Test
  void aChangeThatNobodyWaitsForAnyMoreIsNotBegun() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (ToyServer server = new ToyServer.Builder(folder).start()) {
      var writer =
          server
              .local()
              .store()
              .write(
                  transaction -> {
                    busy.countDown();
                    awaitLatch(goOn);
                    return true;
                  });
      assertThat(busy.await(Calls.SECONDS, TimeUnit.SECONDS)).isTrue();
      Future<CreateProjectResponse> late =
          change(
              server,
              "projects/late",
              CallOptions.DEFAULT.withDeadlineAfter(200, TimeUnit.MILLISECONDS));
      assertThat(codeOf(late)).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
      await().until(() -> server.inFlight() == 0); // the server has heard of it
      Future<CreateProjectResponse> patient = change(server, "projects/patient", Calls.options());
      goOn.countDown();
      writer.join();
      patient.get();
      List<String> names =
          server
              .local()
              .store()
              .read(
                  tables ->
                      tables.projects().list("", true, 10).stream()
                          .map(row -> row.name())
                          .toList());
      assertThat(names).containsExactly("patient");
    }
  }

  private static Future<StringValue> ask(ToyServer server, String question, CallOptions options) {
    return ClientCalls.futureUnaryCall(
        server.channel().newCall(ToyContract.ASK, options), StringValue.of(question));
  }

  private static Future<CreateProjectResponse> change(
      ToyServer server, String project, CallOptions options) {
    return ClientCalls.futureUnaryCall(
        server.channel().newCall(ToyContract.CHANGE, options),
        CreateProjectRequest.newBuilder()
            .setRequestId(project)
            .setProject(ValidRequests.project(project))
            .build());
  }

  private static Status.Code codeOf(Future<?> call) throws InterruptedException {
    try {
      call.get();
      return Status.Code.OK;
    } catch (ExecutionException e) {
      return Status.fromThrowable(e).getCode();
    }
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      if (!latch.await(Calls.SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody said go on");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
