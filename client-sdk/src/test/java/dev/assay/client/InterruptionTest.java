package dev.assay.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.v1.GetPoolSummaryResponse;
import io.grpc.Status;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InterruptionTest {
  private static final ProjectName PROJECT = ProjectName.of("digits");

  @Test
  void anInterruptedCallIsCancelledOnTheServer() throws Exception {
    CancelNoting pool = new CancelNoting();
    try (InProcess server = InProcess.serving(pool)) {
      Caller caller = new Caller(() -> server.client().pool().getPoolSummary(PROJECT));
      pool.awaitCalls(1);
      caller.interruptAndExpectTheException();
      pool.awaitCancellations(1);
    }
  }

  @Test
  void anInterruptedUploadIsCancelledOnTheServer() throws Exception {
    CancelNoting pool = new CancelNoting();
    try (InProcess server = InProcess.serving(pool)) {
      Caller caller =
          new Caller(() -> server.client().pool().putItems(PROJECT, Items.numbered(10)));
      pool.awaitCalls(1);
      caller.interruptAndExpectTheException();
      pool.awaitCancellations(1);
    }
  }

  @Test
  void anInterruptedReaderOfAnExportCancelsIt() throws Exception {
    SilentExport pool = new SilentExport();
    try (InProcess server = InProcess.serving(pool);
        Export<?> export = server.client().pool().exportItems(PROJECT)) {
      Caller caller = new Caller(() -> export.iterator().hasNext());
      pool.awaitCall();
      caller.interruptAndExpectTheException();
      pool.awaitCancellation();
    }
  }

  @Test
  void aThreadThatIsInterruptedAlreadySendsNothing() throws Exception {
    RecordingPool pool = new RecordingPool();
    try (InProcess server = InProcess.serving(pool)) {
      Caller caller =
          new Caller(
              () -> {
                Thread.currentThread().interrupt();
                server.client().pool().putItems(PROJECT, Items.numbered(10));
              });
      caller.expectTheException();
      assertThat(pool.itemMessages()).isEmpty();
    }
  }

  @Test
  void cancellingAFutureCancelsItsCall() {
    CancelNoting pool = new CancelNoting();
    try (InProcess server = InProcess.serving(pool)) {
      CompletableFuture<GetPoolSummaryResponse> future =
          server.client().pool().getPoolSummaryAsync(PROJECT);
      pool.awaitCalls(1);
      assertThat(future.cancel(true)).isTrue();
      pool.awaitCancellations(1);
      assertThat(future.cancel(true)).isTrue();
      assertThat(future).isCancelled();
    }
  }

  /** A thread that makes a call. */
  private static final class Caller {
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final AtomicReference<Boolean> interruptedAfter = new AtomicReference<>(false);
    private final Thread thread;

    Caller(ThrowingCallable call) {
      thread =
          new Thread(
              () -> {
                try {
                  call.call();
                } catch (Throwable e) {
                  failure.set(e);
                  interruptedAfter.set(Thread.currentThread().isInterrupted());
                }
              });
      thread.start();
    }

    void interruptAndExpectTheException() throws InterruptedException {
      thread.interrupt();
      expectTheException();
    }

    void expectTheException() throws InterruptedException {
      thread.join();
      assertThat(failure.get()).isInstanceOf(CallInterruptedException.class);
      assertThat(failure.get())
          .extracting(e -> ((AssayException) e).code())
          .isEqualTo(Status.Code.CANCELLED);
      assertThat(interruptedAfter.get()).isTrue();
    }
  }
}
