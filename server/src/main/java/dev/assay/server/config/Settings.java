package dev.assay.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table of all settings. What is not here cannot be set. */
public final class Settings {
  private static final List<Setting<?>> TABLE = new ArrayList<>();
  private static final Duration YEAR = Duration.ofDays(365);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration SECOND = Duration.ofSeconds(1);

  static final Setting<HostPort> LISTEN =
      add(
          "listen",
          ValueType.address(),
          "127.0.0.1:7070",
          "Where the server listens; port 0 takes a free one.");

  static final Setting<String> STORE =
      add("store", ValueType.place(), "assay.db", "The store's file, made when it does not exist.");

  static final Setting<Optional<Path>> TOKEN_FILE =
      add(
          "token-file",
          ValueType.optionalFile(),
          "",
          "Bearer tokens that callers must show one of, one in a line; none: callers show"
              + " nothing.");

  static final Setting<Optional<Path>> TLS_CERTIFICATE =
      add(
          "tls.certificate",
          ValueType.optionalFile(),
          "",
          "The server's certificate chain in PEM; none: no TLS.");

  static final Setting<Optional<Path>> TLS_KEY =
      add(
          "tls.key",
          ValueType.optionalFile(),
          "",
          "The certificate's private key in PEM (PKCS 8).");

  static final Setting<Boolean> INSECURE =
      add(
          "insecure",
          ValueType.truth(),
          "false",
          "Allows to listen beyond this machine without tokens or without TLS.");

  static final Setting<Boolean> REFLECTION =
      add(
          "reflection",
          ValueType.truth(),
          "true",
          "Lets callers with a token read the contract by gRPC reflection.");

  static final Setting<Integer> RPC_THREADS =
      add(
          "rpc.threads",
          ValueType.count("threads", 1, 256),
          "4",
          "Threads that read and check requests and write answers.");

  static final Setting<Integer> RPC_QUERY_THREADS =
      add(
          "rpc.query-threads",
          ValueType.count("threads", 1, 256),
          "4",
          "Threads that read the store for calls that change nothing.");

  static final Setting<Integer> RPC_SCAN_THREADS =
      add(
          "rpc.scan-threads",
          ValueType.count("threads", 1, 256),
          "2",
          "Threads of their own for calls that read much: summaries, lists, reports, exports.");

  static final Setting<Integer> RPC_INGEST_THREADS =
      add(
          "rpc.ingest-threads",
          ValueType.count("threads", 1, 256),
          "2",
          "Threads that take streams of items and scores in.");

  static final Setting<Integer> RPC_MAX_WAITING_QUERIES =
      add(
          "rpc.max-waiting-queries",
          ValueType.count("calls", 1, 1_000_000),
          "1024",
          "Reading calls that may wait for a thread, of each kind; further ones are refused with"
              + " OVERLOADED.");

  static final Setting<Integer> RPC_MAX_CALLS =
      add(
          "rpc.max-calls",
          ValueType.count("calls", 1, 1_000_000),
          "4096",
          "Calls that may be in flight; further ones are refused with OVERLOADED.");

  static final Setting<Integer> RPC_MAX_CALLS_PER_CONNECTION =
      add(
          "rpc.max-calls-per-connection",
          ValueType.count("calls", 1, 100_000),
          "256",
          "Calls that may be in flight on one connection; further ones wait in the client.");

  static final Setting<Integer> RPC_MAX_MESSAGE_BYTES =
      add(
          "rpc.max-message-bytes",
          ValueType.count("bytes", 1 << 16, 1 << 30),
          "16777216",
          "The largest message that is taken; larger ones are refused with RESOURCE_EXHAUSTED.");

  static final Setting<Integer> RPC_MAX_METADATA_BYTES =
      add(
          "rpc.max-metadata-bytes",
          ValueType.count("bytes", 1 << 10, 1 << 20),
          "16384",
          "The largest headers of a call that are taken.");

  static final Setting<Integer> RPC_MAX_BYTES_PERCENT =
      add(
          "rpc.max-bytes-percent",
          ValueType.count("percent of the heap", 1, 90),
          "25",
          "Memory that messages on their way in and out may take together; calls beyond are refused"
              + " with OVERLOADED.");

  static final Setting<Duration> RPC_REQUEST_TIMEOUT =
      add(
          "rpc.request-timeout",
          ValueType.duration(Duration.ofMillis(1), DAY),
          "30s",
          "How long a request may take to arrive; then the call is ended with CALLER_SILENT.");

  static final Setting<Duration> RPC_STREAM_TIMEOUT =
      add(
          "rpc.stream-timeout",
          ValueType.duration(Duration.ofMillis(1), DAY),
          "5m",
          "How long a stream may wait for its caller's next message, or for its caller to read;"
              + " then it is ended.");

  static final Setting<Duration> KEEPALIVE_TIME =
      add(
          "keepalive.time",
          ValueType.duration(SECOND, YEAR),
          "5m",
          "How long a connection may be silent before the server asks whether it is alive.");

  static final Setting<Duration> KEEPALIVE_TIMEOUT =
      add(
          "keepalive.timeout",
          ValueType.duration(SECOND, DAY),
          "20s",
          "How long the answer to that may take before the connection is closed.");

  static final Setting<Duration> KEEPALIVE_PERMIT_TIME =
      add(
          "keepalive.permit-time",
          ValueType.duration(SECOND, DAY),
          "1m",
          "The shortest time between two such questions of a client; more frequent ones close it.");

  static final Setting<Integer> CONNECTION_MAX_COUNT =
      add(
          "connection.max-count",
          ValueType.count("connections", 1, 1_000_000),
          "1024",
          "Connections that may be open; further ones are closed as soon as they are made.");

  static final Setting<Duration> CONNECTION_GREETING_TIMEOUT =
      add(
          "connection.greeting-timeout",
          ValueType.duration(Duration.ofMillis(1), DAY),
          "10s",
          "How long a connection may take to say that it speaks the protocol; then it is closed.");

  static final Setting<Duration> CONNECTION_MAX_IDLE =
      add(
          "connection.max-idle",
          ValueType.duration(SECOND, YEAR),
          "1h",
          "How long a connection without calls is kept.");

  static final Setting<Duration> CONNECTION_MAX_AGE =
      add(
          "connection.max-age",
          ValueType.duration(SECOND, YEAR),
          "1d",
          "How long a connection is used before the client is asked to make another.");

  static final Setting<Duration> CONNECTION_MAX_AGE_GRACE =
      add(
          "connection.max-age-grace",
          ValueType.duration(SECOND, YEAR),
          "1h",
          "How long calls of such a connection may take to end.");

  static final Setting<Duration> DRAIN_TIMEOUT =
      add(
          "drain.timeout",
          ValueType.duration(Duration.ofMillis(1), DAY),
          "30s",
          "How long calls in flight may take to end when the server is told to stop.");

  static final Setting<Integer> WRITER_MAX_WAITING =
      add(
          "writer.max-waiting",
          ValueType.count("requests", 1, 1_000_000),
          "4096",
          "Changes that may wait for the store; further ones are refused with OVERLOADED.");

  static final Setting<Integer> POOL_MAX_ITEMS =
      add(
          "pool.max-items",
          ValueType.count("items", 1, 2_000_000_000),
          "20000000",
          "Items that a project's pool may hold.");

  static final Setting<Integer> POOL_MAX_INDEX_PERCENT =
      add(
          "pool.max-index-percent",
          ValueType.count("percent of the heap", 1, 90),
          "50",
          "Memory that the indexes of all pools may take together.");

  static final Setting<Integer> PLANNER_THREADS =
      add(
          "planner.threads",
          ValueType.count("threads", 1, 64),
          "1",
          "Waves that are drawn at the same time, each of another project.");

  static final Setting<Optional<Long>> PLANNER_SEED =
      add(
          "planner.seed",
          ValueType.optionalSeed(),
          "",
          "Makes every draw the same in every run, for demonstrations; none: draws are"
              + " unforeseeable.");

  static final Setting<Duration> REQUESTS_RETENTION =
      add(
          "requests.retention",
          ValueType.duration(Duration.ofHours(1), YEAR.multipliedBy(10)),
          "30d",
          "How long the answer to a request_id is remembered; longer than any client may repeat"
              + " it.");

  static final Setting<Duration> CHORES_INTERVAL =
      add(
          "chores.interval",
          ValueType.duration(Duration.ofMillis(10), DAY),
          "1s",
          "How often ended leases are looked for.");

  static final Setting<LogFormat> LOG_FORMAT =
      add("log.format", ValueType.oneOf(LogFormat.class), "text", "How events are logged.");

  static final Setting<LogLevel> LOG_LEVEL =
      add(
          "log.level",
          ValueType.oneOf(LogLevel.class),
          "info",
          "The least important events that are logged; health checks are debug.");

  private Settings() {}

  private static <T> Setting<T> add(
      String key, ValueType<T> type, String defaultText, String description) {
    Setting<T> setting = new Setting<>(key, type, defaultText, description);
    TABLE.add(setting);
    return setting;
  }

  /** All settings, in the order in which they are documented. */
  public static List<Setting<?>> all() {
    return List.copyOf(TABLE);
  }
}
