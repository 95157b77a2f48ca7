package dev.assay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.Code;
import dev.assay.v1.AuditServiceGrpc;
import dev.assay.v1.ErrorReason;
import dev.assay.v1.ExportAuditRequest;
import dev.assay.v1.ExportAuditResponse;
import dev.assay.v1.GetProjectRequest;
import dev.assay.v1.GetProjectResponse;
import dev.assay.v1.ProjectServiceGrpc;
import io.grpc.ClientStreamTracer;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadlineTest {
  private static final ProjectName PROJECT = ProjectName.of("digits");
  private static final Duration SHORT = Duration.ofMillis(50);

  @Test
  void aCallThatIsNotAnsweredInTimeFails() {
    try (InProcess server = InProcess.with(b -> b.deadline(SHORT), new Silent())) {
      DeadlineExceededException failure =
          catchThrowableOfType(
              DeadlineExceededException.class,
              () -> server.client().projects().getProject(PROJECT));
      assertThat(failure.code()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
      assertThat(failure.reason()).isEqualTo(ErrorReason.ERROR_REASON_UNSPECIFIED);
    }
  }

  @Test
  void aFutureThatIsNotAnsweredInTimeFails() {
    try (InProcess server = InProcess.with(b -> b.deadline(SHORT), new Silent())) {
      CompletionException failure =
          catchThrowableOfType(
              CompletionException.class,
              () -> server.client().projects().getProjectAsync(PROJECT).join());
      assertThat(failure).hasCauseInstanceOf(DeadlineExceededException.class);
    }
  }

  @Test
  void theServerIsToldTheDefaultDeadlines() {
    Seen seen = new Seen();
    try (InProcess server = InProcess.serving(seen, seen.audit())) {
      server.client().projects().getProject(PROJECT);
      assertThat(seen.remaining())
          .isBetween(Duration.ofSeconds(20), AssayClientBuilder.DEFAULT_DEADLINE);
      try (Export<?> export = server.client().audit().exportAudit(PROJECT)) {
        assertThat(export.iterator().hasNext()).isFalse();
      }
      assertThat(seen.remaining())
          .isBetween(Duration.ofMinutes(59), AssayClientBuilder.DEFAULT_STREAM_DEADLINE);
    }
  }

  @Test
  void anUploadHasTheDeadlineOfItsOptions() {
    try (InProcess server = InProcess.serving(new CancelNoting())) {
      DeadlineExceededException failure =
          catchThrowableOfType(
              DeadlineExceededException.class,
              () ->
                  server
                      .client()
                      .pool()
                      .putItems(
                          PROJECT,
                          List.of(Items.of("a")),
                          PutOptions.defaults().withDeadline(SHORT)));
      assertThat(failure).isNotNull();
    }
  }

  @Test
  void theLastMeaningfulFailureIsPreferredWhenTheDeadlineEndsTheRetries() {
    FailingProjects overloaded = FailingProjects.with(Failures.overloaded("4096 requests wait"));
    RetryPolicy patient = new RetryPolicy(5, Duration.ofSeconds(30), Duration.ofSeconds(30), 1);
    try (InProcess server =
        InProcess.with(b -> b.retryPolicy(patient).deadline(Duration.ofMillis(200)), overloaded)) {
      UnavailableException failure =
          catchThrowableOfType(
              UnavailableException.class, () -> server.client().projects().getProject(PROJECT));
      assertThat(failure.reason()).isEqualTo(ErrorReason.ERROR_REASON_OVERLOADED);
      assertThat(failure).hasMessageContaining("4096 requests wait");
      assertThat(failure.getSuppressed()).singleElement().asString().contains("DEADLINE_EXCEEDED");
    }
  }

  @Test
  void aServerThatCannotBeReachedIsSaidToBeUnavailableEvenWhenTheDeadlineEndsTheRetries()
      throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    RetryPolicy patient = new RetryPolicy(5, Duration.ofSeconds(30), Duration.ofSeconds(30), 1);
    try (AssayClient client =
        AssayClient.builder()
            .target("127.0.0.1:" + port)
            .retryPolicy(patient)
            .deadline(Duration.ofSeconds(2))
            .build()) {
      UnavailableException failure =
          catchThrowableOfType(
              UnavailableException.class, () -> client.projects().getProject(PROJECT));
      assertThat(failure).isNotNull();
      assertThat(client.isServing()).isFalse();
    }
  }

  @Test
  void whatTheServerSaysOfAPassedDeadlineIsKept() {
    AttemptLog attempts = new AttemptLog();
    attempts
        .newClientStreamTracer(ClientStreamTracer.StreamInfo.newBuilder().build(), new Metadata())
        .streamClosed(Status.UNAVAILABLE);
    AssayException said = attempts.failure(Failures.of(Code.DEADLINE_EXCEEDED, "DEADLINE_PASSED"));
    assertThat(said).isInstanceOf(DeadlineExceededException.class);
    assertThat(said.reason()).isEqualTo(ErrorReason.ERROR_REASON_DEADLINE_PASSED);
    assertThat(attempts.failure(Status.DEADLINE_EXCEEDED.asRuntimeException()))
        .isInstanceOf(UnavailableException.class);
  }

  @Test
  void deadlinesMustBePositive() {
    AssayClientBuilder builder = AssayClient.builder();
    assertThatIllegalArgumentException().isThrownBy(() -> builder.deadline(Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.streamDeadline(Duration.ofSeconds(-1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PutOptions.defaults().withDeadline(Duration.ZERO));
  }

  /** Never answers. */
  private static final class Silent extends ProjectServiceGrpc.ProjectServiceImplBase {
    @Override
    public void getProject(GetProjectRequest request, StreamObserver<GetProjectResponse> observer) {
      // The client's deadline ends the call.
    }
  }

  /** Notes the deadline of the call that it answers. */
  private static final class Seen extends ProjectServiceGrpc.ProjectServiceImplBase {
    private final AtomicReference<@Nullable Duration> remaining = new AtomicReference<>();

    @Override
    public void getProject(GetProjectRequest request, StreamObserver<GetProjectResponse> observer) {
      note();
      Answers.answer(observer, GetProjectResponse.getDefaultInstance());
    }

    AuditServiceGrpc.AuditServiceImplBase audit() {
      return new AuditServiceGrpc.AuditServiceImplBase() {
        @Override
        public void exportAudit(
            ExportAuditRequest request, StreamObserver<ExportAuditResponse> observer) {
          note();
          observer.onCompleted();
        }
      };
    }

    @Nullable Duration remaining() {
      return remaining.get();
    }

    private void note() {
      remaining.set(
          Duration.ofMillis(Context.current().getDeadline().timeRemaining(TimeUnit.MILLISECONDS)));
    }
  }
}
