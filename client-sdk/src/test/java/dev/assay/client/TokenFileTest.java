package dev.assay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenFileTest {
  @TempDir private Path folder;

  private Path file(String text, String rights) throws IOException {
    Path file = Files.writeString(folder.resolve("token"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "r--r-----"})
  void theFirstTokenIsRead(String rights) throws IOException {
    assertThat(TokenFile.read(file("# ours\n\n first-token \nsecond\n", rights)))
        .isEqualTo("first-token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw-rw-rw-"})
  void aFileThatEverybodyCanReadIsRefusedWithTheRemedy(String rights) throws IOException {
    Path file = file("token\n", rights);
    assertThatThrownBy(() -> TokenFile.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("%s can be read by every user of this machine: chmod o-rwx %s", file, file);
  }

  @Test
  void aFileWithoutATokenIsRefused() throws IOException {
    Path file = file("# none\n", "rw-------");
    assertThatThrownBy(() -> TokenFile.read(file)).hasMessageContaining("holds no token");
    assertThatThrownBy(() -> TokenFile.read(folder.resolve("no")))
        .isInstanceOf(NoSuchFileException.class);
  }
}
