package dev.assay.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.server.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BearerTokensTest {
  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("tokens"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void aFileHoldsOneTokenInALine() throws IOException {
    BearerTokens tokens =
        BearerTokens.read(file("# platform\n0123456789abcdef\n\n  fedcba9876543210  \n"));
    assertThat(tokens.contains("0123456789abcdef")).isTrue();
    assertThat(tokens.contains("fedcba9876543210")).isTrue();
    assertThat(tokens.contains("# platform")).isFalse();
    assertThat(tokens.contains("")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "# nothing\n", "short\n", "0123456789abcde\u00e9\n", "with a space in it\n"})
  void aFileThatCannotBeUsedIsRefusedWithoutShowingItsTokens(String text) throws IOException {
    Path file = file(text);
    assertThatThrownBy(() -> BearerTokens.read(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("token-file")
        .hasMessageNotContaining("short")
        .hasMessageNotContaining("space");
  }

  @Test
  void aFileThatEveryoneCanReadIsRefusedWithTheCommandThatMendsIt() throws IOException {
    Path file = file("0123456789abcdef\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> BearerTokens.read(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageEndingWith("can be read by every user of this machine: chmod o-rwx " + file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(BearerTokens.read(file).contains("0123456789abcdef")).isTrue();
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> BearerTokens.read(folder.resolve("none")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("none");
  }
}
