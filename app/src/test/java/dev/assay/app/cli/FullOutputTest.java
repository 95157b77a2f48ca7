package dev.assay.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program where its standard output takes nothing: that is said in one line, and no success.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs /dev/full")
@Timeout(120)
final class FullOutputTest {
  private static final String LINE =
      "assay: standard output cannot be written: No space left on device";

  @TempDir private Path folder;

  private void fails(String... words) throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "--enable-native-access=ALL-UNNAMED",
                Assay.class.getName()));
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(new File("/dev/full"))
            .redirectError(log.toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(Files.readAllLines(log)).containsExactly(LINE);
      assertThat(process.exitValue()).isEqualTo(ExitCode.FAILED);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void help() throws Exception {
    fails("--help");
  }

  @Test
  void aTable() throws Exception {
    Path votes =
        Files.writeString(
            folder.resolve("votes.csv"), "item,worker,label\n1,ann,cat\n1,ben,dog\n2,ann,cat\n");
    fails("verdicts", "--votes", votes.toString(), "--method", "majority");
  }

  @Test
  void aServerThatCannotSayWhereItListens() throws Exception {
    fails(
        "serve",
        "--listen=127.0.0.1:0",
        "--store=" + folder.resolve("served.db"),
        "--log-level=error");
  }

  @Test
  void aLongCommandEndsAtTheLineThatIsNotWritten() throws Exception {
    fails("demo", "--rounds", "50", "--report", folder.resolve("report.html").toString());
    assertThat(folder.resolve("report.html")).doesNotExist();
  }
}
