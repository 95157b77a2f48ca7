package dev.assay.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.server.config.ConfigException;
import io.grpc.testing.TlsTesting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TlsFilesTest {
  @TempDir private Path folder;

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream content = TlsTesting.loadCert(name)) {
      Files.copy(content, file);
    }
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
  }

  @Test
  void aCertificateIsServedWithItsKey() throws IOException {
    assertThat(TlsFiles.credentials(file("server1.pem"), file("server1.key"))).isNotNull();
  }

  @Test
  void theKeyOfAnotherCertificateIsRefusedBeforeAnyoneCalls() throws IOException {
    Path certificate = file("server1.pem");
    Path key = file("client.key");
    assertThatThrownBy(() -> TlsFiles.credentials(certificate, key))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "tls.key %s is not the key of the first certificate in tls.certificate %s",
            key, certificate);
  }

  @Test
  void aKeyThatEverybodyCanReadIsRefusedWithTheRemedy() throws IOException {
    Path certificate = file("server1.pem");
    Path key = file("server1.key");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> TlsFiles.credentials(certificate, key))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "tls.key %s can be read by every user of this machine: chmod o-rwx %s", key, key);
    Files.setPosixFilePermissions(certificate, PosixFilePermissions.fromString("rw-r--r--"));
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    assertThat(TlsFiles.credentials(certificate, key)).isNotNull();
  }

  @Test
  void whatIsNoCertificateOrNoKeyIsRefused() throws IOException {
    Path certificate = file("server1.pem");
    Path text = Files.writeString(folder.resolve("text"), "this is neither\n");
    Files.setPosixFilePermissions(text, PosixFilePermissions.fromString("rw-------"));
    for (Path[] pair :
        new Path[][] {{text, file("server1.key")}, {certificate, text}, {folder, text}}) {
      assertThatThrownBy(() -> TlsFiles.credentials(pair[0], pair[1]))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("cannot be read");
    }
  }
}
