package dev.assay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.ServerCredentials;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsServerCredentials;
import io.grpc.testing.TlsTesting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SecurityTest {
  private static final ProjectName PROJECT = ProjectName.of("digits");

  /** A name that gRPC's test certificate is for. */
  private static final String CERTIFIED = "assay.test.google.fr";

  @Test
  void aServerIsTrustedByTheGivenAuthorities(@TempDir Path folder) throws IOException {
    try (Tcp server =
            Tcp.encrypted(
                testCertificate(), FailingProjects.with(Status.NOT_FOUND.asRuntimeException()));
        AssayClient client =
            AssayClient.builder()
                .target(server.target())
                .tls(authorities(folder))
                .authority(CERTIFIED)
                .bearerToken("secret")
                .build()) {
      assertThatExceptionOfType(NotFoundException.class)
          .isThrownBy(() -> client.projects().getProject(PROJECT));
    }
  }

  @Test
  void aServerOfAnotherNameOrAuthorityIsNotTrusted(@TempDir Path folder) throws IOException {
    StatusRuntimeException never = Status.NOT_FOUND.asRuntimeException();
    try (Tcp server = Tcp.encrypted(testCertificate(), FailingProjects.with(never));
        AssayClient anotherName =
            AssayClient.builder()
                .target(server.target())
                .tls(authorities(folder))
                .retryPolicy(RetryPolicy.none())
                .build();
        AssayClient systemRoots =
            AssayClient.builder()
                .target(server.target())
                .tls()
                .authority(CERTIFIED)
                .retryPolicy(RetryPolicy.none())
                .build()) {
      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(() -> anotherName.projects().getProject(PROJECT));
      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(() -> systemRoots.projects().getProject(PROJECT));
    }
  }

  @Test
  void authoritiesThatCannotBeReadAreReported(@TempDir Path folder) {
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> AssayClient.builder().tls(folder.resolve("absent.pem")))
        .withMessageContaining("absent.pem");
  }

  @Test
  void aTokenIsSentWithTheCall() {
    try (InProcess server =
        InProcess.with(
            b -> b.bearerToken("secret"),
            FailingProjects.with(Status.NOT_FOUND.asRuntimeException()))) {
      assertThatExceptionOfType(NotFoundException.class)
          .isThrownBy(() -> server.client().projects().getProject(PROJECT));
      assertThat(server.lastHeaders()).isNotNull();
      assertThat(server.lastHeaders().get(BearerToken.AUTHORIZATION)).isEqualTo("Bearer secret");
    }
  }

  @Test
  void aSourceOfTokensThatFailsFailsTheCall() {
    IllegalStateException noToken = new IllegalStateException("no token");
    try (InProcess server =
        InProcess.with(
            b ->
                b.bearerToken(
                    () -> {
                      throw noToken;
                    }),
            FailingProjects.with(Status.NOT_FOUND.asRuntimeException()))) {
      AssayException failure =
          catchThrowableOfType(
              AssayException.class, () -> server.client().projects().getProject(PROJECT));
      assertThat(failure.code()).isEqualTo(Status.Code.UNAUTHENTICATED);
      assertThat(failure).hasRootCause(noToken);
    }
  }

  @Test
  void aTokenDoesNotLeaveTheMachineInPlainText() {
    AssayClientBuilder builder =
        AssayClient.builder().target("assay.internal:7070").bearerToken("secret");
    assertThatIllegalStateException().isThrownBy(builder::build).withMessageContaining("tls()");
    builder.allowTokenInPlaintext().build().close();
    AssayClient.builder().target("assay.internal:7070").bearerToken("secret").tls().build().close();
    AssayClient.builder().target("localhost:7070").bearerToken("secret").build().close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:7070",
        "LocalHost",
        "127.0.0.1:1",
        "127.8.8.8",
        "[::1]:7070",
        "dns:///localhost:7070",
        "unix:/run/assay.sock",
      })
  void targetsOnThisMachineAreKnown(String target) {
    assertThat(Loopback.is(target)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "assay.internal:7070",
        "localhost.example.com:7070",
        "dns:///assay:7070",
        "127.0.0.1.example.com",
        "10.0.0.1:7070",
        "dns://localhost/assay:7070",
      })
  void allOthersAreNot(String target) {
    assertThat(Loopback.is(target)).isFalse();
  }

  private static ServerCredentials testCertificate() throws IOException {
    try (InputStream certificate = TlsTesting.loadCert("server1.pem");
        InputStream key = TlsTesting.loadCert("server1.key")) {
      return TlsServerCredentials.create(certificate, key);
    }
  }

  private static Path authorities(Path folder) throws IOException {
    Path file = folder.resolve("ca.pem");
    try (InputStream authority = TlsTesting.loadCert("ca.pem")) {
      Files.write(file, authority.readAllBytes());
    }
    return file;
  }
}
