package dev.assay.server.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class OutOfMemoryTest {
  /** A process whose memory is used up on a thread that nobody watches. */
  static final class Victim {
    private Victim() {}

    public static void main(String[] args) throws InterruptedException {
      OutOfMemory.endOnUncaught();
      Thread thread =
          new Thread(
              () -> {
                long[][] kept = new long[1 << 20][];
                for (int i = 0; i < kept.length; i++) {
                  kept[i] = new long[1 << 20];
                }
              });
      thread.start();
      thread.join();
      new CountDownLatch(1).await();
    }
  }

  @Test
  void itIsFoundAmongTheCauses() {
    OutOfMemoryError error = new OutOfMemoryError("Java heap space");
    assertThat(OutOfMemory.isIn(error)).isTrue();
    assertThat(OutOfMemory.isIn(new CompletionException(new ExecutionException(error)))).isTrue();
    assertThat(OutOfMemory.isIn(new IllegalStateException(new StackOverflowError()))).isFalse();
  }

  @Test
  void theProcessEndsWithItsCode() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(OutOfMemory.EXIT_CODE);
    } finally {
      process.destroyForcibly();
    }
  }
}
