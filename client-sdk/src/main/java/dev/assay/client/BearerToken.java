package dev.assay.client;

import io.grpc.CallCredentials;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Sends {@code authorization: Bearer TOKEN} with every attempt. */
final class BearerToken extends CallCredentials {
  static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final Supplier<String> source;
  private final boolean mayWait;

  private BearerToken(Supplier<String> source, boolean mayWait) {
    this.source = source;
    this.mayWait = mayWait;
  }

  /** The same token at every attempt. */
  static BearerToken fixed(String token) {
    return new BearerToken(() -> token, false);
  }

  /** A token that is asked for at every attempt, so that it may be renewed between attempts. */
  static BearerToken renewed(Supplier<String> source) {
    return new BearerToken(source, true);
  }

  @Override
  public void applyRequestMetadata(RequestInfo call, Executor executor, MetadataApplier applier) {
    if (mayWait) {
      // The source may read a file or ask another service, which must not hold up the connection.
      executor.execute(() -> apply(applier));
    } else {
      apply(applier);
    }
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
