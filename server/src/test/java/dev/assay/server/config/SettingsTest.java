package dev.assay.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pins every key, variable, flag and default: a change of one is a change for every operator. */
final class SettingsTest {
  private static final List<String> DEFAULTS =
      List.of(
          "listen=127.0.0.1:7070",
          "store=assay.db",
          "token-file=",
          "tls.certificate=",
          "tls.key=",
          "insecure=false",
          "reflection=true",
          "rpc.threads=4",
          "rpc.query-threads=4",
          "rpc.scan-threads=2",
          "rpc.ingest-threads=2",
          "rpc.max-waiting-queries=1024",
          "rpc.max-calls=4096",
          "rpc.max-calls-per-connection=256",
          "rpc.max-message-bytes=16777216",
          "rpc.max-metadata-bytes=16384",
          "rpc.max-bytes-percent=25",
          "rpc.request-timeout=30s",
          "rpc.stream-timeout=5m",
          "keepalive.time=5m",
          "keepalive.timeout=20s",
          "keepalive.permit-time=1m",
          "connection.max-count=1024",
          "connection.greeting-timeout=10s",
          "connection.max-idle=1h",
          "connection.max-age=1d",
          "connection.max-age-grace=1h",
          "drain.timeout=30s",
          "writer.max-waiting=4096",
          "pool.max-items=20000000",
          "pool.max-index-percent=50",
          "planner.threads=1",
          "planner.seed=",
          "requests.retention=30d",
          "chores.interval=1s",
          "log.format=text",
          "log.level=info");

  @Test
  void everyKeyHasThisDefault() {
    assertThat(Settings.all())
        .extracting(setting -> setting.key() + "=" + setting.defaultText())
        .containsExactlyElementsOf(DEFAULTS);
  }

  @Test
  void everyDefaultCanBeTaken() {
    ServerConfig config = ServerConfig.of(ConfigSources.inProgram(Map.of()));
    assertThat(config.listen().address()).isEqualTo(new HostPort("127.0.0.1", 7070));
    assertThat(config.work().requestsRetention()).hasDays(30);
    assertThat(config.log()).isEqualTo(new ServerConfig.Log(LogFormat.TEXT, LogLevel.INFO));
  }

  @Test
  void variableAndFlagFollowFromTheKey() {
    assertThat(Settings.RPC_MAX_CALLS_PER_CONNECTION.variable())
        .isEqualTo("ASSAY_RPC_MAX_CALLS_PER_CONNECTION");
    assertThat(Settings.RPC_MAX_CALLS_PER_CONNECTION.flag())
        .isEqualTo("--rpc-max-calls-per-connection");
    assertThat(Settings.all()).extracting(Setting::variable).doesNotHaveDuplicates();
    assertThat(Settings.all()).extracting(Setting::flag).doesNotHaveDuplicates();
  }

  @Test
  void everySettingIsDescribedInOneSentence() {
    assertThat(Settings.all())
        .allSatisfy(
            setting -> assertThat(setting.description()).endsWith(".").doesNotContain("\n"));
  }
}
