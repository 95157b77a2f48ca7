package dev.assay.client;

import dev.assay.v1.AcquisitionServiceGrpc;
import dev.assay.v1.AdjudicationServiceGrpc;
import dev.assay.v1.AdviceServiceGrpc;
import dev.assay.v1.AnnotatorServiceGrpc;
import dev.assay.v1.AuditServiceGrpc;
import dev.assay.v1.BudgetServiceGrpc;
import dev.assay.v1.EstimationServiceGrpc;
import dev.assay.v1.EvaluationServiceGrpc;
import dev.assay.v1.GoldServiceGrpc;
import dev.assay.v1.LabelServiceGrpc;
import dev.assay.v1.PoolServiceGrpc;
import dev.assay.v1.ProjectServiceGrpc;
import dev.assay.v1.TrainingSetServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannelBuilder;
import io.grpc.ServiceDescriptor;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes an {@link AssayClient} that needs more than an address.
 *
 * <pre>{@code
 * AssayClient client =
 *     AssayClient.builder()
 *         .target("assay.internal:7070")
 *         .tls()
 *         .bearerToken(() -> System.getenv("ASSAY_TOKEN"))
 *         .deadline(Duration.ofSeconds(5))
 *         .build();
 * }</pre>
 *
 * <p>Every setting has a default that suits a sidecar on the same machine. Not thread-safe.
 */
public final class AssayClientBuilder {
  /** Where the server listens unless told otherwise. */
  public static final String DEFAULT_TARGET = "localhost:7070";

  /** How long a call with one answer may take, all attempts together. */
  public static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(30);

  /** How long an upload or export may take. */
  public static final Duration DEFAULT_STREAM_DEADLINE = Duration.ofHours(1);

  /**
   * How long a connection may be silent before it is probed: above the five minutes that gRPC
   * servers ask for by default, so that they do not take the probes for abuse.
   */
  public static final Duration DEFAULT_KEEP_ALIVE = Duration.ofMinutes(6);

  /**
   * The largest message taken, in bytes: 1,000 items with embeddings of 8,192 numbers are 33 MB.
   */
  public static final int DEFAULT_MAX_INBOUND_MESSAGE_BYTES = 64 << 20;

  private static final Duration KEEP_ALIVE_TIMEOUT = Duration.ofSeconds(20);

  /** The services whose calls are repeated. */
  static final List<ServiceDescriptor> SERVICES =
      List.of(
          ProjectServiceGrpc.getServiceDescriptor(),
          PoolServiceGrpc.getServiceDescriptor(),
          AcquisitionServiceGrpc.getServiceDescriptor(),
          LabelServiceGrpc.getServiceDescriptor(),
          BudgetServiceGrpc.getServiceDescriptor(),
          EstimationServiceGrpc.getServiceDescriptor(),
          AdviceServiceGrpc.getServiceDescriptor(),
          TrainingSetServiceGrpc.getServiceDescriptor(),
          AuditServiceGrpc.getServiceDescriptor(),
          AnnotatorServiceGrpc.getServiceDescriptor(),
          GoldServiceGrpc.getServiceDescriptor(),
          EvaluationServiceGrpc.getServiceDescriptor(),
          AdjudicationServiceGrpc.getServiceDescriptor());

  private String target = DEFAULT_TARGET;
  private @Nullable ChannelCredentials credentials;
  private @Nullable String authority;
  private @Nullable ManagedChannelBuilder<?> channelBuilder;
  private @Nullable BearerToken bearerToken;
  private boolean tokenInPlaintext;
  private Duration deadline = DEFAULT_DEADLINE;
  private Duration streamDeadline = DEFAULT_STREAM_DEADLINE;
  private RetryPolicy retryPolicy = RetryPolicy.defaults();
  private Duration keepAlive = DEFAULT_KEEP_ALIVE;
  private int maxInboundMessageBytes = DEFAULT_MAX_INBOUND_MESSAGE_BYTES;
  private String userAgent = "";
  private @Nullable Executor executor;
  private Supplier<String> requestIds = () -> UUID.randomUUID().toString();

  AssayClientBuilder() {}

  /**
   * Sets where the server is.
   *
   * @param value {@code host:port}, or any other name that gRPC resolves
   * @return this
   */
  public AssayClientBuilder target(String value) {
    target = Objects.requireNonNull(value, "target");
    return this;
  }

  /**
   * Encrypts, and trusts the certificate authorities of the Java installation. Without any of the
   * TLS methods the connection is plain text, which suits a server on the same machine.
   *
   * @return this
   */
  public AssayClientBuilder tls() {
    return credentials(TlsChannelCredentials.create());
  }

  /**
   * Encrypts, and trusts the given certificate authorities only.
   *
   * @param authorities a PEM file of one or more certificates; it is read now
   * @return this
   * @throws UncheckedIOException if the file cannot be read
   */
  public AssayClientBuilder tls(Path authorities) {
    try {
      return credentials(
          TlsChannelCredentials.newBuilder().trustManager(authorities.toFile()).build());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot read the certificate authorities in " + authorities, e);
    }
  }

  /**
   * Sets the credentials of the connection itself, for example a certificate of the client's own.
   *
   * @param value the credentials
   * @return this
   */
  public AssayClientBuilder credentials(ChannelCredentials value) {
    credentials = Objects.requireNonNull(value, "credentials");
    return this;
  }

  /**
   * Sets the name that the server's certificate must be for, where it is not that of the target:
   * behind a tunnel, for example.
   *
   * @param value a host name, with or without a port
   * @return this
   */
  public AssayClientBuilder authority(String value) {
    authority = Objects.requireNonNull(value, "authority");
    return this;
  }

  /**
   * Sends a bearer token with every call.
   *
   * @param value the token
   * @return this
   */
  public AssayClientBuilder bearerToken(String value) {
    bearerToken = BearerToken.fixed(Objects.requireNonNull(value, "bearerToken"));
    return this;
  }

  /**
   * Sends a bearer token with every call, which may be another one at every attempt.
   *
   * @param value asked for the token at every attempt, on the client's executor
   * @return this
   */
  public AssayClientBuilder bearerToken(Supplier<String> value) {
    bearerToken = BearerToken.renewed(Objects.requireNonNull(value, "bearerToken"));
    return this;
  }

  /**
   * Sends the bearer token over plain text to other machines too, where anybody on the way can read
   * it. Without this, {@link #build} refuses.
   *
   * @return this
   */
  public AssayClientBuilder allowTokenInPlaintext() {
    tokenInPlaintext = true;
    return this;
  }

  /**
   * Sets how long a call with one answer may take, all attempts together. An earlier deadline of
   * the {@link io.grpc.Context} that a call is made in holds too.
   *
   * @param value above 0; {@link #DEFAULT_DEADLINE} otherwise
   * @return this
   */
  public AssayClientBuilder deadline(Duration value) {
    deadline = Durations.requirePositive("deadline", value);
    return this;
  }

  /**
   * Sets how long an upload or export may take.
   *
   * @param value above 0; {@link #DEFAULT_STREAM_DEADLINE} otherwise
   * @return this
   */
  public AssayClientBuilder streamDeadline(Duration value) {
    streamDeadline = Durations.requirePositive("streamDeadline", value);
    return this;
  }

  /**
   * Sets how calls that are safe to repeat are repeated.
   *
   * @param value the policy
   * @return this
   */
  public AssayClientBuilder retryPolicy(RetryPolicy value) {
    retryPolicy = Objects.requireNonNull(value, "retryPolicy");
    return this;
  }

  /**
   * Sets how long a connection with open calls may be silent before it is probed. Servers close
   * connections that are probed more often than they allow.
   *
   * @param value above 0; {@link #DEFAULT_KEEP_ALIVE} otherwise
   * @return this
   */
  public AssayClientBuilder keepAlive(Duration value) {
    keepAlive = Durations.requirePositive("keepAlive", value);
    return this;
  }

  /**
   * Sets the largest message taken.
   *
   * @param value in bytes, above 0; {@link #DEFAULT_MAX_INBOUND_MESSAGE_BYTES} otherwise
   * @return this
   */
  public AssayClientBuilder maxInboundMessageBytes(int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "maxInboundMessageBytes is %d: use more than 0", value));
    }
    maxInboundMessageBytes = value;
    return this;
  }

  /**
   * Names the calling program to the server, before the name of this client.
   *
   * @param value for example {@code "trainer/2.1"}
   * @return this
   */
  public AssayClientBuilder userAgent(String value) {
    userAgent = Objects.requireNonNull(value, "userAgent");
    return this;
  }

  /**
   * Sets the threads on which futures are completed, asynchronous uploads and exports are run and
   * bearer tokens are asked for. The client does not shut it down.
   *
   * @param value the executor; gRPC's shared one otherwise
   * @return this
   */
  public AssayClientBuilder executor(Executor value) {
    executor = Objects.requireNonNull(value, "executor");
    return this;
  }

  /**
   * Sets where request ids come from.
   *
   * @param value gives a new id, 1 to 64 visible ASCII characters, at each call; random UUIDs
   *     otherwise
   * @return this
   */
  public AssayClientBuilder requestIds(Supplier<String> value) {
    requestIds = Objects.requireNonNull(value, "requestIds");
    return this;
  }

  /**
   * Makes the connection by a channel builder of the caller's own, for example gRPC's in-process
   * one in tests. It replaces the target and TLS; all other settings are applied to it.
   *
   * @param value used once
   * @return this
   */
  public AssayClientBuilder channelBuilder(ManagedChannelBuilder<?> value) {
    channelBuilder = Objects.requireNonNull(value, "channelBuilder");
    return this;
  }

  /**
   * Makes the client. It connects at the first call.
   *
   * @return the client, to be closed
   * @throws IllegalStateException if a bearer token would be sent to another machine in plain text
   */
  public AssayClient build() {
    CallOptions options = CallOptions.DEFAULT;
    if (bearerToken != null) {
      refuseTokenInPlaintext();
      options = options.withCallCredentials(bearerToken);
    }
    return new AssayClient(
        configured(channel()).build(),
        options,
        deadline,
        streamDeadline,
        new RequestIds(requestIds),
        retryPolicy.maxAttempts() > 1);
  }

  private ManagedChannelBuilder<?> channel() {
    if (channelBuilder != null) {
      return channelBuilder;
    }
    return Grpc.newChannelBuilder(
        target, credentials == null ? InsecureChannelCredentials.create() : credentials);
  }

  private ManagedChannelBuilder<?> configured(ManagedChannelBuilder<?> channel) {
    channel
        .userAgent((userAgent + " assay-client-sdk/" + AssayClient.version()).strip())
        .maxInboundMessageSize(maxInboundMessageBytes)
        .keepAliveTime(keepAlive.toMillis(), TimeUnit.MILLISECONDS)
        .keepAliveTimeout(KEEP_ALIVE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
        .maxRetryAttempts(RetryPolicy.MAX_ATTEMPTS_LIMIT);
    if (retryPolicy.maxAttempts() > 1) {
      // Some channel builders, the in-process one among them, begin with retries off.
      channel.enableRetry().defaultServiceConfig(RetryServiceConfig.of(retryPolicy, SERVICES));
    }
    if (authority != null) {
      channel.overrideAuthority(authority);
    }
    if (executor != null) {
      channel.executor(executor);
    }
    return channel;
  }

  private void refuseTokenInPlaintext() {
    boolean plaintext =
        channelBuilder == null
            && (credentials == null || credentials instanceof InsecureChannelCredentials);
    if (plaintext && !tokenInPlaintext && !Loopback.is(target)) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "the bearer token would go to %s in plain text: call tls(),"
                  + " or allowTokenInPlaintext() if the network is safe",
              target));
    }
  }
}
