package dev.assay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SystemClockTest {
  @TempDir private Path folder;

  private SystemClock clock() {
    return new SystemClock(
        InstantSource.system(), folder.resolve("uptime"), folder.resolve("boot_id"));
  }

  private void say(String uptime) throws IOException {
    Files.writeString(folder.resolve("uptime"), uptime);
    Files.writeString(folder.resolve("boot_id"), "one\n");
  }

  @Test
  void theKernelsCountIsOneForAllProcessesAndKnowsOfSuspensions() throws IOException {
    say("100.50 7.25\n");
    SystemClock clock = clock();
    assertThat(clock.countName()).isEqualTo(clock().countName());
    assertThat(clock.elapsedMillis()).isBetween(100_500L, 101_500L);
    say("5000.00 7.25\n");
    await().atMost(10, TimeUnit.SECONDS).until(() -> clock.elapsedMillis() >= 5_000_000);
  }

  @Test
  void theCountGoesOnWhereTheKernelSaysNothingMore() throws IOException {
    say("100.50 7.25\n");
    SystemClock clock = clock();
    Files.writeString(folder.resolve("uptime"), "");
    await().atMost(10, TimeUnit.SECONDS).until(() -> clock.elapsedMillis() >= 101_600);
  }

  @Test
  void withoutAKernelThatCountsEachProcessHasACountOfItsOwn() {
    SystemClock clock = clock();
    assertThat(clock.countName()).isNotEqualTo(clock().countName());
    assertThat(clock.elapsedMillis()).isBetween(0L, 60_000L);
    long before = clock.elapsedMillis();
    await().until(() -> clock.elapsedMillis() > before);
  }
}
