package dev.assay.bench.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ClosedLoopTest {
  private final ExecutorService answering = Executors.newFixedThreadPool(2);

  @AfterEach
  void stop() {
    answering.shutdownNow();
  }

  @Test
  void everyRequestIsSentOnceAndNoMoreThanTheCallersAreUnderWay() {
    Set<Integer> sent = ConcurrentHashMap.newKeySet();
    AtomicInteger underWay = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    ClosedLoop.Result result =
        ClosedLoop.run(
            5,
            20,
            100,
            number -> {
              assertThat(sent.add(number)).isTrue();
              most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
              return CompletableFuture.supplyAsync(
                  () -> {
                    underWay.decrementAndGet();
                    return 3;
                  },
                  answering);
            });
    assertThat(sent).hasSize(120);
    assertThat(most.get()).isBetween(1, 5);
    assertThat(result.count()).isEqualTo(300);
    assertThat(result.micros().getTotalCount()).isEqualTo(100);
    assertThat(result.rate()).isEqualTo(300 / result.seconds());
  }

  @Test
  void aRequestThatFailsEndsTheMeasurement() {
    IllegalArgumentException failure = new IllegalArgumentException("no");
    assertThatThrownBy(
            () ->
                ClosedLoop.run(
                    2,
                    0,
                    100,
                    number ->
                        CompletableFuture.supplyAsync(
                            () -> {
                              if (number == 10) {
                                throw failure;
                              }
                              return 1;
                            },
                            answering)))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCause(failure);
  }
}
