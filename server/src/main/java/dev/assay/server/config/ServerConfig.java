package dev.assay.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The server's configuration, checked. See {@link Settings} for what each part means.
 *
 * @param listen where it listens and whom it lets in
 * @param calls limits of calls and messages
 * @param connections limits of connections
 * @param work what the features may hold and how long
 * @param log how it logs
 */
public record ServerConfig(
    Listen listen, Calls calls, Connections connections, Work work, Log log) {

  /** Where the server listens and whom it lets in. */
  public record Listen(
      HostPort address,
      Optional<Path> tokenFile,
      Optional<Path> tlsCertificate,
      Optional<Path> tlsKey,
      boolean reflection) {}

  /** Limits of calls and messages. */
  public record Calls(
      int threads,
      int queryThreads,
      int scanThreads,
      int ingestThreads,
      int maxWaitingQueries,
      int maxCalls,
      int maxCallsPerConnection,
      int maxMessageBytes,
      int maxMetadataBytes,
      int maxBytesPercent,
      Duration requestTimeout,
      Duration streamTimeout) {}

  /** Limits of connections. */
  public record Connections(
      Duration keepaliveTime,
      Duration keepaliveTimeout,
      Duration keepalivePermitTime,
      int maxCount,
      Duration greetingTimeout,
      Duration maxIdle,
      Duration maxAge,
      Duration maxAgeGrace) {}

  /** What the features may hold and how long. */
  public record Work(
      String store,
      int writerMaxWaiting,
      int poolMaxItems,
      int poolMaxIndexPercent,
      int plannerThreads,
      Optional<Long> plannerSeed,
      Duration requestsRetention,
      Duration choresInterval,
      Duration drainTimeout) {}

  /** How the server logs. */
  public record Log(LogFormat format, LogLevel level) {}

  /**
   * Reads and checks every setting.
   *
   * @throws ConfigException when one cannot be taken, or when they do not go together
   */
  public static ServerConfig of(SettingValues values) {
    ServerConfig config =
        new ServerConfig(
            new Listen(
                values.get(Settings.LISTEN),
                values.get(Settings.TOKEN_FILE),
                values.get(Settings.TLS_CERTIFICATE),
                values.get(Settings.TLS_KEY),
                values.get(Settings.REFLECTION)),
            new Calls(
                values.get(Settings.RPC_THREADS),
                values.get(Settings.RPC_QUERY_THREADS),
                values.get(Settings.RPC_SCAN_THREADS),
                values.get(Settings.RPC_INGEST_THREADS),
                values.get(Settings.RPC_MAX_WAITING_QUERIES),
                values.get(Settings.RPC_MAX_CALLS),
                values.get(Settings.RPC_MAX_CALLS_PER_CONNECTION),
                values.get(Settings.RPC_MAX_MESSAGE_BYTES),
                values.get(Settings.RPC_MAX_METADATA_BYTES),
                values.get(Settings.RPC_MAX_BYTES_PERCENT),
                values.get(Settings.RPC_REQUEST_TIMEOUT),
                values.get(Settings.RPC_STREAM_TIMEOUT)),
            new Connections(
                values.get(Settings.KEEPALIVE_TIME),
                values.get(Settings.KEEPALIVE_TIMEOUT),
                values.get(Settings.KEEPALIVE_PERMIT_TIME),
                values.get(Settings.CONNECTION_MAX_COUNT),
                values.get(Settings.CONNECTION_GREETING_TIMEOUT),
                values.get(Settings.CONNECTION_MAX_IDLE),
                values.get(Settings.CONNECTION_MAX_AGE),
                values.get(Settings.CONNECTION_MAX_AGE_GRACE)),
            new Work(
                values.get(Settings.STORE),
                values.get(Settings.WRITER_MAX_WAITING),
                values.get(Settings.POOL_MAX_ITEMS),
                values.get(Settings.POOL_MAX_INDEX_PERCENT),
                values.get(Settings.PLANNER_THREADS),
                values.get(Settings.PLANNER_SEED),
                values.get(Settings.REQUESTS_RETENTION),
                values.get(Settings.CHORES_INTERVAL),
                values.get(Settings.DRAIN_TIMEOUT)),
            new Log(values.get(Settings.LOG_FORMAT), values.get(Settings.LOG_LEVEL)));
    checkListen(config.listen(), values.get(Settings.INSECURE));
    return config;
  }

  private static void checkListen(Listen listen, boolean insecure) {
    if (listen.tlsCertificate().isPresent() != listen.tlsKey().isPresent()) {
      throw new ConfigException("tls.certificate and tls.key go together; set both or neither");
    }
    var address = listen.address().resolve();
    if (address.isUnresolved()) {
      throw new ConfigException("listen names a host that is not known: " + listen.address());
    }
    boolean guarded = listen.tokenFile().isPresent() && listen.tlsCertificate().isPresent();
    if (!address.getAddress().isLoopbackAddress() && !guarded && !insecure) {
      throw new ConfigException(
          "listen is "
              + listen.address()
              + ", which others can reach: set token-file, tls.certificate and tls.key,"
              + " or insecure: true where the network itself is safe");
    }
  }
}
