package dev.assay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.assay.v1.GetProjectRequest;
import dev.assay.v1.GetProjectResponse;
import dev.assay.v1.Project;
import dev.assay.v1.ProjectServiceGrpc;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that has gone is waited for; one that was never there is not. */
@Timeout(60)
class AbsentServerTest {
  private static final ProjectName PROJECT = ProjectName.of("digits");

  /** Attempts that are over at once. */
  private static final RetryPolicy HASTY =
      new RetryPolicy(2, Duration.ofMillis(1), Duration.ofMillis(1), 1);

  @Test
  void aCallWaitsForAServerThatHasAnsweredBefore() {
    Tcp first = Tcp.serving(new Projects());
    try (AssayClient client =
        AssayClient.builder().target(first.target()).retryPolicy(HASTY).build()) {
      client.projects().getProject(PROJECT);
      first.close();
      CompletableFuture<Project> call = client.projects().getProjectAsync(PROJECT);
      // More than all attempts take.
      assertThatExceptionOfType(TimeoutException.class)
          .isThrownBy(() -> call.get(500, TimeUnit.MILLISECONDS));
      try (Tcp second = Tcp.servingAgain(first.port(), new Projects())) {
        assertThat(call).succeedsWithin(30, TimeUnit.SECONDS);
        assertThat(second.port()).isEqualTo(first.port());
      }
    }
  }

  @Test
  void aServerThatDoesNotComeBackIsSaidToBeUnreachable() {
    Tcp server = Tcp.serving(new Projects());
    try (AssayClient client =
        AssayClient.builder()
            .target(server.target())
            .retryPolicy(HASTY)
            .deadline(Duration.ofSeconds(4))
            .build()) {
      client.projects().getProject(PROJECT);
      server.close();
      assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> repeat(client));
      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(() -> client.projects().getProject(PROJECT))
          .withMessageContaining("could not be reached before the deadline");
    }
  }

  /** The first calls may still find the connection, and fail with it. */
  private static void repeat(AssayClient client) {
    for (int i = 0; i < 3; i++) {
      client.projects().getProject(PROJECT);
    }
  }

  @Test
  void aServerThatHasNeverAnsweredIsNotWaitedFor() {
    Tcp server = Tcp.serving(new Projects());
    server.close();
    long begun = System.nanoTime();
    try (AssayClient client =
        AssayClient.builder().target(server.target()).retryPolicy(HASTY).build()) {
      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(() -> client.projects().getProject(PROJECT));
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isLessThan(AssayClientBuilder.DEFAULT_DEADLINE.dividedBy(2));
  }

  @Test
  void withoutRetriesNothingIsWaitedFor() {
    Tcp server = Tcp.serving(new Projects());
    try (AssayClient client =
        AssayClient.builder().target(server.target()).retryPolicy(RetryPolicy.none()).build()) {
      client.projects().getProject(PROJECT);
      server.close();
      long begun = System.nanoTime();
      assertThatExceptionOfType(AssayException.class)
          .isThrownBy(() -> client.projects().getProject(PROJECT));
      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .isLessThan(AssayClientBuilder.DEFAULT_DEADLINE.dividedBy(2));
    }
  }

  private static final class Projects extends ProjectServiceGrpc.ProjectServiceImplBase {
    @Override
    public void getProject(GetProjectRequest request, StreamObserver<GetProjectResponse> observer) {
      Project project = Project.newBuilder().setName(request.getName()).build();
      Answers.answer(observer, GetProjectResponse.newBuilder().setProject(project).build());
    }
  }
}
