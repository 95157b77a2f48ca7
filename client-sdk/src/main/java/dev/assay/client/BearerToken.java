package dev.assay.client;

import io.grpc.CallCredentials;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Sends {@code authorization: Bearer TOKEN} with every attempt, so that a token may be renewed
 * between attempts.
 */
final class BearerToken extends CallCredentials {
  static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final Supplier<String> source;

  BearerToken(Supplier<String> source) {
    this.source = source;
  }

  @Override
  public void applyRequestMetadata(RequestInfo call, Executor executor, MetadataApplier applier) {
    // On the executor: the source may read a file or ask another service, which must not hold up
    // the connection.
    executor.execute(() -> apply(applier));
  }

  private void apply(MetadataApplier applier) {
    Metadata headers = new Metadata();
    try {
      headers.put(AUTHORIZATION, "Bearer " + source.get());
    } catch (RuntimeException failed) {
      applier.fail(
          Status.UNAUTHENTICATED
              .withDescription("the source of the bearer token failed")
              .withCause(failed));
      return;
    }
    applier.apply(headers);
  }
}
