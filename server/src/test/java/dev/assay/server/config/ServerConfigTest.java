package dev.assay.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServerConfigTest {
  private static ServerConfig of(Map<String, String> texts) {
    return ServerConfig.of(ConfigSources.inProgram(texts));
  }

  @ParameterizedTest
  @CsvSource({"0.0.0.0:7070", "[::]:7070", "192.0.2.1:7070"})
  void toListenBeyondThisMachineTakesTokensAndTlsOrTheWordInsecure(String address) {
    Map<String, String> open = Map.of("listen", address);
    assertThatThrownBy(() -> of(open))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("set token-file, tls.certificate and tls.key, or insecure: true");
    assertThatThrownBy(() -> of(Map.of("listen", address, "token-file", "t")))
        .isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> of(Map.of("listen", address, "tls.certificate", "c", "tls.key", "k")))
        .isInstanceOf(ConfigException.class);
    assertThatCode(() -> of(Map.of("listen", address, "insecure", "true")))
        .doesNotThrowAnyException();
    assertThatCode(
            () ->
                of(
                    Map.of(
                        "listen",
                        address,
                        "token-file",
                        "t",
                        "tls.certificate",
                        "c",
                        "tls.key",
                        "k")))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1:0", "localhost:7070", "[::1]:65535"})
  void thisMachineMayBeListenedOnWithoutEither(String address) {
    assertThat(of(Map.of("listen", address)).listen().address()).hasToString(address);
  }

  @Test
  void certificateAndKeyGoTogether() {
    assertThatThrownBy(() -> of(Map.of("tls.key", "k")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("go together");
  }

  @ParameterizedTest
  @CsvSource({
    "listen, 7070",
    "listen, :7070",
    "listen, ::1:7070",
    "listen, localhost:70700",
    "listen, localhost:",
    "insecure, yes",
    "rpc.threads, 0",
    "rpc.threads, 257",
    "rpc.threads, -1",
    "rpc.threads, 4.0",
    "rpc.max-calls, 99999999999",
    "rpc.max-message-bytes, 100",
    "drain.timeout, 30",
    "drain.timeout, 0s",
    "drain.timeout, 2d",
    "drain.timeout, 1 s",
    "requests.retention, 59m",
    "planner.seed, seed",
    "log.format, xml",
    "log.level, INFO",
  })
  void aValueThatCannotBeTakenIsNamedWithItsSourceAndWhatItMustBe(String key, String text) {
    assertThatThrownBy(() -> of(Map.of(key, text)))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(key + " must ")
        .hasMessageEndingWith("it is \"" + text + "\" (from the program)");
  }

  @Test
  void aStoreMustBeNamed() {
    assertThatThrownBy(() -> of(Map.of("store", "")))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("store must name a file");
  }

  @ParameterizedTest
  @CsvSource({"500ms, 500", "30s, 30000", "5m, 300000", "12h, 43200000", "1d, 86400000"})
  void durationsHaveAUnit(String text, long millis) {
    assertThat(of(Map.of("drain.timeout", text)).work().drainTimeout())
        .isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void aHostThatNobodyKnowsIsRefused() {
    assertThatThrownBy(() -> of(Map.of("listen", "no-such-host.invalid:7070")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("not known");
  }

  @Test
  void namesAreComparedByTheirChanges() {
    assertThat(SettingNames.distance("", "abc")).isEqualTo(3);
    assertThat(SettingNames.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(SettingNames.distance("same", "same")).isZero();
  }
}
