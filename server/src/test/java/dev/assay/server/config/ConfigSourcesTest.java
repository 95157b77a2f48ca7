package dev.assay.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigSourcesTest {
  @TempDir private Path folder;

  private Optional<Path> file(String text) throws IOException {
    return Optional.of(Files.writeString(folder.resolve("assay.yaml"), text));
  }

  private static int maxCalls(SettingValues values) {
    return ServerConfig.of(values).calls().maxCalls();
  }

  @Test
  void aFlagOverridesTheEnvironmentAndThatTheFile() throws IOException {
    Optional<Path> file = file("rpc.max-calls: 1\n");
    Map<String, String> environment = Map.of("ASSAY_RPC_MAX_CALLS", "2", "HOME", "/root");
    Map<Setting<?>, String> flags = Map.of(Settings.RPC_MAX_CALLS, "3");
    assertThat(maxCalls(ConfigSources.collect(file, Map.of(), Map.of()))).isEqualTo(1);
    assertThat(maxCalls(ConfigSources.collect(file, environment, Map.of()))).isEqualTo(2);
    assertThat(maxCalls(ConfigSources.collect(file, environment, flags))).isEqualTo(3);
  }

  @Test
  void theEffectiveConfigurationNamesTheSourceOfEachValue() throws IOException {
    SettingValues values =
        ConfigSources.collect(
            file("listen: 127.0.0.1:1\n"),
            Map.of("ASSAY_STORE", "x.db"),
            Map.of(Settings.LOG_LEVEL, "warn"));
    assertThat(values.entries())
        .contains(
            new SettingValues.Entry(
                "listen", "127.0.0.1:1", folder.resolve("assay.yaml").toString()),
            new SettingValues.Entry("store", "x.db", "ASSAY_STORE"),
            new SettingValues.Entry("log.level", "warn", "--log-level"),
            new SettingValues.Entry("insecure", "false", "default"))
        .hasSameSizeAs(Settings.all());
  }

  @Test
  void keysMayBeNestedAtTheirDots() throws IOException {
    SettingValues values =
        ConfigSources.collect(
            file("rpc:\n  max-calls: 7\n  threads: 3\nlog.format: json\n"), Map.of(), Map.of());
    ServerConfig config = ServerConfig.of(values);
    assertThat(config.calls().maxCalls()).isEqualTo(7);
    assertThat(config.calls().threads()).isEqualTo(3);
    assertThat(config.log().format()).isEqualTo(LogFormat.JSON);
  }

  @Test
  void textsAreTakenAsTheyAreWritten() throws IOException {
    // YAML would read these as a truth value, a number in base 60 and a date.
    SettingValues values =
        ConfigSources.collect(file("store: 2026-01-01\ntoken-file: no\n"), Map.of(), Map.of());
    ServerConfig config = ServerConfig.of(values);
    assertThat(config.work().store()).hasToString("2026-01-01");
    assertThat(config.listen().tokenFile()).hasValue(Path.of("no"));
  }

  @Test
  void anUnknownKeyIsAnErrorThatNamesTheNearestOne() throws IOException {
    Optional<Path> file = file("rpc.max-cals: 1\n");
    assertThatThrownBy(() -> ConfigSources.collect(file, Map.of(), Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("sets rpc.max-cals")
        .hasMessageEndingWith("the nearest one is rpc.max-calls");
  }

  @Test
  void anUnknownVariableOfOursIsAnErrorThatNamesTheNearestOne() {
    Map<String, String> environment = Map.of("ASSAY_TOKENFILE", "x");
    assertThatThrownBy(() -> ConfigSources.collect(Optional.empty(), environment, Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageEndingWith("the nearest one is ASSAY_TOKEN_FILE");
  }

  @Test
  void variablesOfTheLauncherAndTheTestsAreNoSettings() {
    Map<String, String> environment =
        Map.of("ASSAY_JAVA_OPTS", "-Xmx1g", "ASSAY_SHARED_DATA", "x", "ASSAY_CONFIG", "y");
    assertThat(ConfigSources.collect(Optional.empty(), environment, Map.of()).entries())
        .allMatch(entry -> entry.source().equals("default"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- a list",
        "rpc: [1, 2]",
        "listen: &a 1\nlisten: 2",
        "a: b: c",
        "just a text",
        "rpc:\n- 1"
      })
  void aFileThatHoldsNoSettingsIsRefusedInOneLine(String text) throws IOException {
    Optional<Path> file = file(text);
    assertThatThrownBy(() -> ConfigSources.collect(file, Map.of(), Map.of()))
        .isInstanceOf(ConfigException.class)
        .message()
        .doesNotContain("\n")
        .contains("assay.yaml");
  }

  @Test
  void aFileWithATagOfJavaMakesNoObject() throws IOException {
    Optional<Path> file = file("store: !!java.net.URL [\"http://localhost/\"]\n");
    assertThatThrownBy(() -> ConfigSources.collect(file, Map.of(), Map.of()))
        .isInstanceOf(ConfigException.class);
  }

  @Test
  void anEmptyFileSetsNothingAndAMissingOneIsAnError() throws IOException {
    assertThat(ConfigSources.collect(file("# nothing\n"), Map.of(), Map.of()).entries())
        .allMatch(entry -> entry.source().equals("default"));
    assertThatThrownBy(
            () ->
                ConfigSources.collect(Optional.of(folder.resolve("none.yaml")), Map.of(), Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("cannot be read");
  }
}
