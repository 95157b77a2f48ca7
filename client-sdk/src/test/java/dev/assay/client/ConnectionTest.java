package dev.assay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.Code;
import dev.assay.v1.GetProjectRequest;
import dev.assay.v1.GetProjectResponse;
import dev.assay.v1.Project;
import dev.assay.v1.ProjectServiceGrpc;
import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConnectionTest {
  private static final ProjectName PROJECT = ProjectName.of("digits");
  private static final Metadata.Key<String> USER_AGENT =
      Metadata.Key.of("user-agent", Metadata.ASCII_STRING_MARSHALLER);

  @Test
  void aClientConnectsByAddress() {
    try (Tcp server = Tcp.serving(new Projects("Digits"));
        AssayClient client = AssayClient.connect(server.target())) {
      assertThat(client.projects().getProject(PROJECT).getDisplayName()).isEqualTo("Digits");
    }
  }

  @Test
  void theUserAgentNamesTheProgramAndThisClient() {
    try (InProcess server = InProcess.with(b -> b.userAgent("trainer/2.1"), new Projects(""))) {
      server.client().projects().getProject(PROJECT);
      assertThat(server.lastHeaders()).isNotNull();
      assertThat(server.lastHeaders().get(USER_AGENT)).startsWith("trainer/2.1 assay-client-sdk/");
    }
  }

  @Test
  void aMessageLargerThanTheLimitIsRefused() {
    Projects projects = new Projects("x".repeat(2_000));
    // In-process messages are not serialized, so that their size shows over TCP only.
    try (Tcp server = Tcp.serving(projects);
        AssayClient client =
            AssayClient.builder().target(server.target()).maxInboundMessageBytes(1_000).build()) {
      AssayException failure =
          catchThrowableOfType(AssayException.class, () -> client.projects().getProject(PROJECT));
      assertThat(failure.code()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
      assertThat(failure).hasMessageContaining("1000");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AssayClient.builder().maxInboundMessageBytes(0));
  }

  @Test
  void futuresAreCompletedOnTheGivenExecutor() {
    ExecutorService executor = Executors.newSingleThreadExecutor(task -> new Thread(task, "mine"));
    Held projects = new Held();
    try (InProcess server = InProcess.with(b -> b.executor(executor), projects)) {
      CompletableFuture<String> thread =
          server
              .client()
              .projects()
              .getProjectAsync(PROJECT)
              .thenApply(p -> Thread.currentThread().getName());
      projects.answerAll();
      assertThat(thread.join()).isEqualTo("mine");
    } finally {
      executor.shutdown();
    }
  }

  @Test
  void closingWaitsForCallsInFlight() throws Exception {
    Held projects = new Held();
    try (InProcess server = InProcess.serving(projects)) {
      CompletableFuture<Project> future = server.client().projects().getProjectAsync(PROJECT);
      projects.awaitCall();
      CompletableFuture<Void> closing = CompletableFuture.runAsync(server.client()::close);
      assertThat(closing).isNotDone();
      projects.answerAll();
      assertThat(future.join().getName()).isEqualTo("projects/digits");
      closing.join();
      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(() -> server.client().projects().getProject(PROJECT))
          .withMessageContaining("shutdown");
    }
  }

  @Test
  void anInterruptedCloseCancelsWhatIsInFlight() throws Exception {
    Held projects = new Held();
    try (InProcess server = InProcess.serving(projects)) {
      CompletableFuture<Project> future = server.client().projects().getProjectAsync(PROJECT);
      projects.awaitCall();
      Thread closer =
          new Thread(
              () -> {
                Thread.currentThread().interrupt();
                server.client().close();
              });
      closer.start();
      closer.join();
      assertThat(future)
          .failsWithin(30, TimeUnit.SECONDS)
          .withThrowableThat()
          .havingCause()
          .isInstanceOf(AssayException.class);
    }
  }

  @Test
  void retriesAskForTheTokenAnew() {
    AtomicInteger asked = new AtomicInteger();
    List<String> seen = new CopyOnWriteArrayList<>();
    ProjectServiceGrpc.ProjectServiceImplBase projects =
        new ProjectServiceGrpc.ProjectServiceImplBase() {
          @Override
          public void getProject(
              GetProjectRequest request, StreamObserver<GetProjectResponse> observer) {
            if (asked.get() < 3) {
              observer.onError(Failures.of(Code.UNAVAILABLE, "OVERLOADED"));
            } else {
              Answers.answer(observer, GetProjectResponse.getDefaultInstance());
            }
          }
        };
    try (InProcess server =
        InProcess.with(
            b ->
                b.bearerToken(
                    () -> {
                      seen.add("token-" + asked.incrementAndGet());
                      return seen.get(seen.size() - 1);
                    }),
            projects)) {
      server.client().projects().getProject(PROJECT);
      assertThat(server.lastHeaders()).isNotNull();
      assertThat(server.lastHeaders().get(BearerToken.AUTHORIZATION)).isEqualTo("Bearer token-3");
    }
    assertThat(seen).containsExactly("token-1", "token-2", "token-3");
  }

  private record Projects(String displayName) implements BindableService {
    @Override
    public ServerServiceDefinition bindService() {
      return new ProjectServiceGrpc.ProjectServiceImplBase() {
        @Override
        public void getProject(
            GetProjectRequest request, StreamObserver<GetProjectResponse> observer) {
          Project project =
              Project.newBuilder().setName(request.getName()).setDisplayName(displayName).build();
          Answers.answer(observer, GetProjectResponse.newBuilder().setProject(project).build());
        }
      }.bindService();
    }
  }

  /** Answers when it is told to. */
  private static final class Held extends ProjectServiceGrpc.ProjectServiceImplBase {
    private final CountDownLatch called = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    @Override
    public void getProject(GetProjectRequest request, StreamObserver<GetProjectResponse> observer) {
      called.countDown();
      try {
        release.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      Project project = Project.newBuilder().setName(request.getName()).build();
      Answers.answer(observer, GetProjectResponse.newBuilder().setProject(project).build());
    }

    void awaitCall() throws InterruptedException {
      assertThat(called.await(30, TimeUnit.SECONDS)).isTrue();
    }

    void answerAll() {
      release.countDown();
    }
  }
}
