package dev.assay.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class BytesInFlightTest {
  private final BytesInFlight bytes = new BytesInFlight(1_000, 10);

  @Test
  void itIsFullFromTheLimitOn() {
    bytes.take(999);
    assertThat(bytes.isFull()).isFalse();
    bytes.take(1);
    assertThat(bytes.isFull()).isTrue();
    bytes.give(1);
    assertThat(bytes.isFull()).isFalse();
    assertThat(bytes.evenShare()).isEqualTo(100);
  }

  @Test
  void whoWaitsForRoomIsWokenOnceAndOneAtATime() {
    AtomicInteger woken = new AtomicInteger();
    bytes.whenRoom(woken::incrementAndGet);
    assertThat(woken).hasValue(1);
    bytes.take(2_000);
    for (int i = 0; i < 3; i++) {
      bytes.whenRoom(woken::incrementAndGet);
    }
    bytes.give(500);
    assertThat(woken).hasValue(1);
    bytes.give(600);
    assertThat(woken).hasValue(2);
    bytes.give(1);
    bytes.give(1);
    bytes.give(1);
    assertThat(woken).hasValue(4);
  }
}
