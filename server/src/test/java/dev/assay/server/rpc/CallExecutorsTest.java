package dev.assay.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.config.ConfigSources;
import dev.assay.server.config.ServerConfig;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What reads much shares turns. */
class CallExecutorsTest {
  private static final long LONG_ENOUGH_SECONDS = 30;
  private static final long SHORT_MILLIS = 50; // in which nothing is to happen

  private static CallExecutors executors(int scanThreads) {
    return new CallExecutors(
        ServerConfig.of(
                ConfigSources.inProgram(
                    Map.of(
                        "listen",
                        "127.0.0.1:0",
                        "rpc.scan-threads",
                        Integer.toString(scanThreads))))
            .calls());
  }

  /** Tasks that run until they are told to end. */
  private static final class Tasks {
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore mayEnd = new Semaphore(0);
    private final CountDownLatch ended;

    Tasks(List<Executor> executors) {
      ended = new CountDownLatch(executors.size());
      executors.forEach(
          executor ->
              executor.execute(
                  () -> {
                    begun.release();
                    mayEnd.acquireUninterruptibly();
                    ended.countDown();
                  }));
    }

    /** Waits until so many more have begun, and looks whether another one does. */
    void assertBegins(int count) throws InterruptedException {
      assertThat(begun.tryAcquire(count, LONG_ENOUGH_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(begun.tryAcquire(SHORT_MILLIS, TimeUnit.MILLISECONDS)).isFalse();
    }
  }

  @Test
  void scansAndEstimatesTogetherTakeNoMoreThreadsThanThereAreForScans()
      throws InterruptedException {
    try (CallExecutors executors = executors(2)) {
      Tasks tasks = new Tasks(List.of(executors.estimates(), executors.scans(), executors.scans()));
      tasks.assertBegins(2);
      tasks.mayEnd.release();
      tasks.assertBegins(1);
      tasks.mayEnd.release(2);
      assertThat(tasks.ended.await(LONG_ENOUGH_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void anEstimateRunsBesideTheOnlyScan() throws InterruptedException {
    try (CallExecutors executors = executors(1)) {
      Tasks tasks = new Tasks(List.of(executors.scans(), executors.scans(), executors.estimates()));
      tasks.assertBegins(2);
      tasks.mayEnd.release(3);
      assertThat(tasks.ended.await(LONG_ENOUGH_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aTurnIsGivenBackByATaskThatFails() throws InterruptedException {
    try (CallExecutors executors = executors(2)) {
      Stream.of(executors.scans(), executors.estimates(), executors.scans())
          .forEach(
              executor ->
                  executor.execute(
                      () -> {
                        throw new IllegalStateException("on purpose");
                      }));
      Tasks tasks = new Tasks(List.of(executors.scans(), executors.scans()));
      tasks.assertBegins(2);
      tasks.mayEnd.release(2);
      assertThat(tasks.ended.await(LONG_ENOUGH_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
  }
}
