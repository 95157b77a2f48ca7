package dev.assay.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.StringValue;
import com.google.rpc.BadRequest.FieldViolation;
import dev.assay.server.ValidRequests;
import dev.assay.server.failure.InvalidRequest;
import dev.assay.v1.CreateProjectRequest;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ConnectivityState;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands between the wire and the handlers. */
@Isolated // reads the whole log of its process
final class EndpointTest {
  private static final String TOKEN = "correct-horse-battery-staple";

  @TempDir private Path folder;

  private static StatusRuntimeException failure(Channel channel, String question) {
    return catchThrowableOfType(
        StatusRuntimeException.class,
        () -> Calls.call(channel, ToyContract.ASK, StringValue.of(question)));
  }

  private static Channel with(Channel channel, String header, String value) {
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of(header, Metadata.ASCII_STRING_MARSHALLER), value);
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private static ServingStatus health(Channel channel, String service) {
    return HealthGrpc.newBlockingStub(channel)
        .withDeadlineAfter(Calls.SECONDS, TimeUnit.SECONDS)
        .check(HealthCheckRequest.newBuilder().setService(service).build())
        .getStatus();
  }

  @Test
  void aTokenOfTheFileOpensTheServer() throws Exception {
    try (ToyServer server = new ToyServer.Builder(folder).tokens(BearerTokens.of(TOKEN)).start()) {
      assertThat(failure(with(server.channel(), "authorization", "Bearer " + TOKEN), "q")).isNull();
      assertThat(failure(with(server.channel(), "authorization", "bearer " + TOKEN), "q")).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Bearer wrong-horse-battery-staple",
        "correct-horse-battery-staple",
        "Basic correct-horse-battery-staple",
        "Bearer correct-horse-battery-staple2"
      })
  void anythingElseDoesNot(String authorization) throws Exception {
    try (ToyServer server = new ToyServer.Builder(folder).tokens(BearerTokens.of(TOKEN)).start()) {
      StatusRuntimeException thrown =
          failure(with(server.channel(), "authorization", authorization), "q");
      assertThat(thrown.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
      assertThat(Calls.reason(thrown)).isEqualTo("UNAUTHENTICATED");
      assertThat(Calls.reason(failure(server.channel(), "q"))).isEqualTo("UNAUTHENTICATED");
    }
  }

  @Test
  void healthIsOpenToAll() throws Exception {
    try (ToyServer server = new ToyServer.Builder(folder).tokens(BearerTokens.of(TOKEN)).start()) {
      assertThat(health(server.channel(), "")).isEqualTo(ServingStatus.SERVING);
      assertThat(health(server.channel(), "toy.v1.ToyService")).isEqualTo(ServingStatus.SERVING);
    }
  }

  @Test
  void bytesThatAreNoMessageAreAnInvalidRequest() throws Exception {
    MethodDescriptor<byte[], byte[]> raw =
        MethodDescriptor.<byte[], byte[]>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(ToyContract.ASK.getFullMethodName())
            .setRequestMarshaller(new Bytes())
            .setResponseMarshaller(new Bytes())
            .build();
    try (ToyServer server = new ToyServer.Builder(folder).start()) {
      StatusRuntimeException thrown =
          catchThrowableOfType(
              StatusRuntimeException.class,
              () ->
                  ClientCalls.blockingUnaryCall(
                      server.channel(), raw, Calls.options(), new byte[] {(byte) 0xff, 1, 2}));
      assertThat(thrown.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
      assertThat(Calls.reason(thrown)).isEqualTo("INVALID_FIELD");
    }
  }

  @Test
  void aMessageAboveTheLimitIsRefused() throws Exception {
    try (ToyServer server =
        new ToyServer.Builder(folder).setting("rpc.max-message-bytes", "65536").start()) {
      assertThat(failure(server.channel(), "x".repeat(60_000))).isNull();
      assertThat(failure(server.channel(), "x".repeat(70_000)).getStatus().getCode())
          .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
      assertThat(failure(server.channel(), "after")).isNull();
    }
  }

  @Test
  void headersAboveTheLimitAreRefused() throws Exception {
    try (ToyServer server =
        new ToyServer.Builder(folder).setting("rpc.max-metadata-bytes", "1024").start()) {
      assertThat(failure(with(server.channel(), "note", "x".repeat(100)), "q")).isNull();
      assertThat(failure(with(server.channel(), "note", "x".repeat(4000)), "q")).isNotNull();
      assertThat(failure(server.channel(), "after")).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"connection.max-idle", "connection.max-age"})
  void aConnectionIsGivenUpAfterItsTime(String setting) throws Exception {
    try (ToyServer server = new ToyServer.Builder(folder).setting(setting, "1s").start()) {
      assertThat(failure(server.channel(), "q")).isNull();
      assertThat(server.channel().getState(false)).isEqualTo(ConnectivityState.READY);
      await().until(() -> server.channel().getState(false) == ConnectivityState.IDLE);
      assertThat(failure(server.channel(), "by another connection")).isNull();
    }
  }

  @Test
  void moreCallsThanAConnectionMayHaveWaitInTheClient() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger running = new AtomicInteger();
    try (ToyServer server =
        new ToyServer.Builder(folder)
            .setting("rpc.max-calls-per-connection", "2")
            .answer(
                question -> {
                  running.incrementAndGet();
                  awaitLatch(goOn);
                  return question;
                })
            .start()) {
      List<Future<StringValue>> calls = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        calls.add(
            ClientCalls.futureUnaryCall(
                server.channel().newCall(ToyContract.ASK, Calls.options()), StringValue.of("q")));
      }
      await().until(() -> running.get() == 2);
      await()
          .during(Duration.ofMillis(200))
          .atMost(Duration.ofSeconds(Calls.SECONDS))
          .until(() -> running.get() == 2);
      goOn.countDown();
      for (Future<StringValue> call : calls) {
        assertThat(call.get(Calls.SECONDS, TimeUnit.SECONDS).getValue()).isEqualTo("q");
      }
    }
  }

  @Test
  void theLargestRefusalStillReachesAClientWithUsualLimits() throws Exception {
    List<FieldViolation> violations =
        IntStream.range(0, 50)
            .mapToObj(
                i ->
                    FieldViolation.newBuilder()
                        .setField("labels[" + i + "].value.class_names[0]")
                        .setDescription("is \"\u4e16\u754c".repeat(100) + "\", no class")
                        .build())
            .toList();
    try (ToyServer server =
        new ToyServer.Builder(folder)
            .answer(
                question -> {
                  throw new InvalidRequest(violations);
                })
            .start()) {
      StatusRuntimeException thrown = failure(server.channel(), "q");
      assertThat(thrown.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
      assertThat(Calls.reason(thrown)).isEqualTo("INVALID_FIELD");
    }
  }

  @Test
  void aCallLeavesOneLineWithoutWhatItsCallerWrote() throws Exception {
    CreateProjectRequest request =
        CreateProjectRequest.newBuilder()
            .setRequestId("r")
            .setProject(
                ValidRequests.project("projects/digits").toBuilder().setDisplayName("secret"))
            .build();
    try (LogCapture log = LogCapture.of(RequestLog.class);
        ToyServer server = new ToyServer.Builder(folder).tokens(BearerTokens.of(TOKEN)).start()) {
      Channel known = with(server.channel(), "authorization", "Bearer " + TOKEN);
      Calls.call(known, ToyContract.CHANGE, request);
      await().until(() -> log.lines().size() == 1); // a line comes after the answer
      failure(known, "");
      await().until(() -> log.lines().size() == 2);
      failure(server.channel(), "q");
      await().until(() -> log.lines().size() == 3);
      health(server.channel(), "");
      await().until(() -> log.lines().size() == 4);
      assertThat(log.lines().get(0))
          .startsWith("INFO event=call")
          .contains("method=\"toy.v1.ToyService/Change\"", "code=\"OK\"", "reason=\"\"", "millis=")
          .contains("project=\"projects/digits\"");
      assertThat(log.lines().get(1))
          .contains("code=\"INVALID_ARGUMENT\"", "reason=\"INVALID_FIELD\"");
      assertThat(log.lines().get(2)).contains("code=\"UNAUTHENTICATED\"");
      assertThat(log.lines().get(3)).startsWith("DEBUG").contains("Health/Check");
      assertThat(log.lines()).noneMatch(line -> line.contains("secret") || line.contains(TOKEN));
    }
  }

  @Test
  void aDrainAnswersWhatIsInFlightAndRefusesTheRest() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (ToyServer server =
        new ToyServer.Builder(folder)
            .answer(
                question -> {
                  running.countDown();
                  awaitLatch(goOn);
                  return "done";
                })
            .start()) {
      Future<StringValue> inFlight =
          ClientCalls.futureUnaryCall(
              server.channel().newCall(ToyContract.ASK, Calls.options()), StringValue.of("q"));
      assertThat(running.await(Calls.SECONDS, TimeUnit.SECONDS)).isTrue();
      CompletableFuture<Boolean> drained =
          CompletableFuture.supplyAsync(() -> server.drain(Duration.ofSeconds(Calls.SECONDS)));
      await()
          .untilAsserted(
              () ->
                  assertThat(failure(server.channel(), "new").getStatus().getCode())
                      .isEqualTo(Status.Code.UNAVAILABLE));
      assertThat(drained).isNotDone();
      goOn.countDown();
      assertThat(inFlight.get(Calls.SECONDS, TimeUnit.SECONDS).getValue()).isEqualTo("done");
      assertThat(drained.get(Calls.SECONDS, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aDrainEndsWhatDoesNotEndByItself() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (ToyServer server =
        new ToyServer.Builder(folder)
            .answer(
                question -> {
                  running.countDown();
                  awaitLatch(goOn);
                  return "late";
                })
            .start()) {
      Future<StringValue> stuck =
          ClientCalls.futureUnaryCall(
              server.channel().newCall(ToyContract.ASK, Calls.options()), StringValue.of("q"));
      assertThat(running.await(Calls.SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(server.drain(Duration.ofMillis(50))).isFalse();
      goOn.countDown();
      assertThat(stuck).failsWithin(Duration.ofSeconds(Calls.SECONDS));
    }
  }

  @Test
  void whoWatchesHealthHearsOfTheEndAndDoesNotHoldItUp() throws Exception {
    try (ToyServer server = new ToyServer.Builder(folder).start()) {
      var statuses =
          HealthGrpc.newBlockingStub(server.channel())
              .withDeadlineAfter(Calls.SECONDS, TimeUnit.SECONDS)
              .watch(HealthCheckRequest.getDefaultInstance());
      assertThat(statuses.next().getStatus()).isEqualTo(ServingStatus.SERVING);
      assertThat(server.drain(Duration.ofSeconds(Calls.SECONDS))).isTrue();
      assertThat(statuses.next().getStatus()).isEqualTo(ServingStatus.NOT_SERVING);
    }
  }

  @Test
  void afterTheStoreHasFailedHealthSaysSoForGood() throws Exception {
    try (ToyServer server = new ToyServer.Builder(folder).start()) {
      server.health().notServingForGood();
      server.health().serving();
      assertThat(health(server.channel(), "")).isEqualTo(ServingStatus.NOT_SERVING);
      assertThat(health(server.channel(), "toy.v1.ToyService"))
          .isEqualTo(ServingStatus.NOT_SERVING);
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

  /** Sends bytes as they are. */
  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
