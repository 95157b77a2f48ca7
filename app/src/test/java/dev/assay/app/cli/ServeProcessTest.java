package dev.assay.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server as a process of its own: how it says that it is ready, and how it ends. */
@Timeout(120)
final class ServeProcessTest {
  @TempDir private Path folder;

  private Process start(String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "--enable-native-access=ALL-UNNAMED",
                Assay.class.getName(),
                "serve",
                "--listen=127.0.0.1:0",
                "--store=" + folder.resolve("assay.db")));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("ASSAY_"));
    return builder.redirectError(folder.resolve("log").toFile()).start();
  }

  private static String readLine(Process process) throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    return line == null ? "" : line;
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  @Test
  void saysWhereItListensAndEndsWith0WhenItIsTerminated() throws Exception {
    Process process = start("--log-level=info");
    try {
      String line = readLine(process);
      assertThat(line).as(log()).matches("assay listening on 127\\.0\\.0\\.1:[0-9]+");
      String target = line.substring("assay listening on ".length());
      assertThat(CommandRun.of("health", "--target", target).code()).isZero();
      assertThat(
              CommandRun.of("project", "create", "digits", "--classes", "a,b", "--target", target)
                  .code())
          .isZero();
      process.destroy(); // SIGTERM
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(log()).isZero();
      assertThat(log())
          .contains("event=setting key=listen value=127.0.0.1:0 source=--listen")
          .contains("event=setting key=rpc.max-calls value=4096 source=default")
          .contains("event=serving", "event=draining", "event=drained", "event=closed")
          .contains("event=call method=assay.v1.ProjectService/CreateProject code=OK");
    } finally {
      process.destroyForcibly();
    }
    assertThat(CommandRun.of("project", "get", "digits", "--store", folder + "/assay.db").code())
        .isZero();
  }

  @Test
  void endsWith1WhenItsStoreIsRemovedAndAcknowledgesNothingMore() throws Exception {
    Process process = start();
    try {
      String target = readLine(process).substring("assay listening on ".length());
      String[] create = {"project", "create", "digits", "--classes", "a,b", "--target", target};
      assertThat(CommandRun.of(create).code()).isZero();
      Files.delete(folder.resolve("assay.db"));
      create[2] = "letters";
      CommandRun refused = CommandRun.of(create);
      assertThat(refused.code()).isNotZero();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(log()).isEqualTo(ExitCode.FAILED);
      assertThat(log()).contains("was removed or replaced while it was served", "event=closed");
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void logsOneJsonObjectALineWhereThatIsAsked() throws Exception {
    Process process = start("--log-format=json");
    try {
      assertThat(readLine(process)).as(log()).startsWith("assay listening on ");
      process.destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(log().lines())
          .isNotEmpty()
          .allSatisfy(line -> assertThat(line).startsWith("{").endsWith("}"))
          .anySatisfy(line -> assertThat(line).contains("\"event=serving\"", "\"address\""));
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void refusesWhatItCannotServeInOneLine() throws Exception {
    Files.writeString(folder.resolve("assay.db"), "this is no database, whatever its name says");
    Process process = start();
    try {
      assertThat(readLine(process)).isEmpty();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(ExitCode.FAILED);
      assertThat(log().lines().filter(line -> line.startsWith("assay: "))).hasSize(1);
      assertThat(log()).doesNotContain("\tat ");
    } finally {
      process.destroyForcibly();
    }
  }
}
