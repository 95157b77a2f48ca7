package dev.assay.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** When {@code ./assay} and {@code ./prove} build, with a build that does nothing but count. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launchers are for a POSIX shell")
@Timeout(60)
final class CheckoutScriptTest {
  /** As the build does, it leaves alone what would be the same. */
  private static final String BUILD =
      """
      #!/bin/sh
      echo run >>builds
      [ -f app/target/assay.jar ] || echo jar >app/target/assay.jar
      """;

  private static final String LAUNCHER =
      """
      set -eu
      root=$PWD program=test skip_tests=-DskipTests cannot_start=1 java_home=%s
      . app/checkout.sh
      keep_built app "$root/app/target/assay.jar"
      """
          .formatted(System.getProperty("java.home"));

  @TempDir private Path folder;
  private Path source = Path.of("");

  @BeforeEach
  void aCheckout() throws IOException {
    Path main = Files.createDirectories(folder.resolve("app/src/main"));
    source = Files.writeString(main.resolve("One.java"), "one");
    Files.createDirectories(folder.resolve("proto/assay"));
    Files.writeString(folder.resolve("pom.xml"), "<project/>");
    Files.copy(Path.of("checkout.sh"), folder.resolve("app/checkout.sh"));
    Path build = Files.writeString(folder.resolve("mvnw"), BUILD);
    assertThat(build.toFile().setExecutable(true)).isTrue();
  }

  /** How often it was built, after one more start. */
  private long buildsAfterStart() throws IOException, InterruptedException {
    Process shell =
        new ProcessBuilder("sh", "-c", LAUNCHER)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(shell.exitValue()).as(Files.readString(folder.resolve("log"))).isZero();
    try (Stream<String> builds = Files.lines(folder.resolve("builds"))) {
      return builds.count();
    }
  }

  private void isNewerThanWhatWasBuilt(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60)));
  }

  @Test
  void buildsOnceHoweverNewTheFilesOfACopyAre() throws Exception {
    assertThat(buildsAfterStart()).isEqualTo(1);
    assertThat(buildsAfterStart()).isEqualTo(1);
    isNewerThanWhatWasBuilt(source);
    assertThat(buildsAfterStart()).isEqualTo(1);
  }

  @Test
  void buildsOnceForAChangeThoughTheProductStaysAsOldAsItWas() throws Exception {
    assertThat(buildsAfterStart()).isEqualTo(1);
    Files.writeString(source, "two");
    isNewerThanWhatWasBuilt(source);
    assertThat(buildsAfterStart()).isEqualTo(2);
    assertThat(buildsAfterStart()).isEqualTo(2);
  }

  @Test
  void buildsForASourceThatIsNewAndForAProductThatIsGone() throws Exception {
    assertThat(buildsAfterStart()).isEqualTo(1);
    isNewerThanWhatWasBuilt(Files.writeString(source.resolveSibling("Two.java"), "two"));
    assertThat(buildsAfterStart()).isEqualTo(2);
    Files.delete(folder.resolve("app/target/assay.jar"));
    assertThat(buildsAfterStart()).isEqualTo(3);
  }
}
