package dev.assay.client;

import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A server in this process with the services of one test, and a client of it. */
final class InProcess implements AutoCloseable {
  /** Repeats without a noticeable wait. */
  static final RetryPolicy QUICK_RETRIES =
      new RetryPolicy(5, Duration.ofMillis(1), Duration.ofMillis(1), 1);

  private final Server server;
  private final AssayClient client;
  private final AtomicReference<@Nullable Metadata> lastHeaders = new AtomicReference<>();

  private InProcess(List<BindableService> services, UnaryOperator<AssayClientBuilder> settings) {
    String name = InProcessServerBuilder.generateName();
    InProcessServerBuilder builder =
        InProcessServerBuilder.forName(name).intercept(headersRecorder());
    services.forEach(builder::addService);
    try {
      server = builder.build().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    client =
        settings
            .apply(
                AssayClient.builder()
                    .channelBuilder(InProcessChannelBuilder.forName(name))
                    .retryPolicy(QUICK_RETRIES))
            .build();
  }

  static InProcess serving(BindableService... services) {
    return new InProcess(List.of(services), UnaryOperator.identity());
  }

  static InProcess with(UnaryOperator<AssayClientBuilder> settings, BindableService... services) {
    return new InProcess(List.of(services), settings);
  }

  AssayClient client() {
    return client;
  }

  /** The headers of the last call that reached the server. */
  @Nullable Metadata lastHeaders() {
    return lastHeaders.get();
  }

  private ServerInterceptor headersRecorder() {
    return new ServerInterceptor() {
      @Override
      public <Q, R> ServerCall.Listener<Q> interceptCall(
          ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        lastHeaders.set(headers);
        return next.startCall(call, headers);
      }
    };
  }

  @Override
  public void close() {
    // The server first, so that calls left hanging by a test do not hold up the client.
    server.shutdownNow();
    client.close();
  }
}
