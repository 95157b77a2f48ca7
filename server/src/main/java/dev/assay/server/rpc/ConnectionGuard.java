package dev.assay.server.rpc;

import dev.assay.server.config.ServerConfig;
import io.grpc.ServerCredentials;
import io.grpc.internal.ObjectPool;
import io.grpc.netty.shaded.io.grpc.netty.GrpcHttp2ConnectionHandler;
import io.grpc.netty.shaded.io.grpc.netty.InternalNettyServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.InternalProtocolNegotiator;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandler;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelInboundHandlerAdapter;
import io.grpc.netty.shaded.io.netty.util.AsciiString;
import io.grpc.netty.shaded.io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Closes connections that do not greet in time, and those beyond the limit. gRPC has a time for the
 * handshake of TLS alone: a connection without it that says nothing would stay until keepalive asks
 * for it.
 */
final class ConnectionGuard {
  private final int maxCount;
  private final long greetingMillis;
  private final AtomicInteger count = new AtomicInteger();

  ConnectionGuard(ServerConfig.Connections limits) {
    this.maxCount = limits.maxCount();
    this.greetingMillis = limits.greetingTimeout().toMillis();
  }

  /** The credentials with every connection guarded. */
  ServerCredentials guard(ServerCredentials credentials) {
    var negotiators = InternalNettyServerCredentials.toNegotiator(credentials);
    return InternalNettyServerCredentials.create(
        new InternalProtocolNegotiator.ServerFactory() {
          @Override
          public InternalProtocolNegotiator.ProtocolNegotiator newNegotiator(
              ObjectPool<? extends Executor> offloading) {
            return new Guarded(negotiators.newNegotiator(offloading));
          }
        });
  }

  private final class Guarded implements InternalProtocolNegotiator.ProtocolNegotiator {
    private final InternalProtocolNegotiator.ProtocolNegotiator negotiator;

    Guarded(InternalProtocolNegotiator.ProtocolNegotiator negotiator) {
      this.negotiator = negotiator;
    }

    @Override
    public AsciiString scheme() {
      return negotiator.scheme();
    }

    @Override
    public ChannelHandler newHandler(GrpcHttp2ConnectionHandler connection) {
      return new Admission(connection, negotiator.newHandler(connection));
    }

    @Override
    public void close() {
      negotiator.close();
    }
  }

  /** Stands at the beginning of a connection and gives its place to the negotiation. */
  private final class Admission extends ChannelInboundHandlerAdapter {
    private final GrpcHttp2ConnectionHandler connection;
    private final ChannelHandler negotiation;

    Admission(GrpcHttp2ConnectionHandler connection, ChannelHandler negotiation) {
      this.connection = connection;
      this.negotiation = negotiation;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
      ScheduledFuture<?> timeout =
          context
              .executor()
              .schedule(() -> closeSilent(context), greetingMillis, TimeUnit.MILLISECONDS);
      boolean fits = count.incrementAndGet() <= maxCount;
      var unused =
          context
              .channel()
              .closeFuture()
              .addListener(
                  closed -> {
                    count.decrementAndGet();
                    timeout.cancel(false);
                  });
      context.pipeline().replace(this, null, negotiation);
      if (!fits) {
        var unusedClosing = context.channel().close();
      }
    }

    private void closeSilent(ChannelHandlerContext context) {
      if (!connection.decoder().prefaceReceived()) {
        var unused = context.channel().close();
      }
    }
  }
}
