package dev.assay.server.rpc;

import dev.assay.server.failure.Unauthenticated;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls in that show a token. Health alone is open, because those who watch over processes
 * seldom have one; reflection is not, because nobody needs the contract who may not use it.
 */
final class BearerAuth implements ServerInterceptor {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final String SCHEME = "Bearer ";

  private final BearerTokens tokens;

  BearerAuth(BearerTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (Infrastructure.isHealth(call.getMethodDescriptor()) || admits(headers.get(AUTHORIZATION))) {
      return next.startCall(call, headers);
    }
    return Refusal.of(call, new Unauthenticated());
  }

  private boolean admits(@Nullable String authorization) {
    return authorization != null
        && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && tokens.contains(authorization.substring(SCHEME.length()).strip());
  }
}
