package dev.assay.server.rpc;

import dev.assay.server.config.ConfigException;
import dev.assay.server.config.ServerConfig;
import io.grpc.InsecureServerCredentials;
import io.grpc.ServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The TCP side of the server with every limit that it has; none is left to the library. */
final class NettyListener {
  private NettyListener() {}

  /**
   * @throws ConfigException when the certificate or its key cannot be used
   */
  static NettyServerBuilder builder(ServerConfig config) {
    ServerConfig.Calls calls = config.calls();
    ServerConfig.Connections connections = config.connections();
    return NettyServerBuilder.forAddress(
            config.listen().address().resolve(),
            new ConnectionGuard(connections).guard(credentials(config.listen())))
        .handshakeTimeout(millis(connections.greetingTimeout()), TimeUnit.MILLISECONDS)
        .maxInboundMessageSize(calls.maxMessageBytes())
        .maxInboundMetadataSize(calls.maxMetadataBytes())
        .maxConcurrentCallsPerConnection(calls.maxCallsPerConnection())
        .keepAliveTime(millis(connections.keepaliveTime()), TimeUnit.MILLISECONDS)
        .keepAliveTimeout(millis(connections.keepaliveTimeout()), TimeUnit.MILLISECONDS)
        .permitKeepAliveTime(millis(connections.keepalivePermitTime()), TimeUnit.MILLISECONDS)
        .permitKeepAliveWithoutCalls(true)
        .maxConnectionIdle(millis(connections.maxIdle()), TimeUnit.MILLISECONDS)
        .maxConnectionAge(millis(connections.maxAge()), TimeUnit.MILLISECONDS)
        .maxConnectionAgeGrace(millis(connections.maxAgeGrace()), TimeUnit.MILLISECONDS);
  }

  private static long millis(Duration duration) {
    return duration.toMillis();
  }

  private static ServerCredentials credentials(ServerConfig.Listen listen) {
    if (listen.tlsCertificate().isEmpty() || listen.tlsKey().isEmpty()) {
      return InsecureServerCredentials.create();
    }
    return TlsFiles.credentials(listen.tlsCertificate().get(), listen.tlsKey().get());
  }
}
