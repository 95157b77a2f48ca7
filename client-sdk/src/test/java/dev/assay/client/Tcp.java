package dev.assay.client;

import io.grpc.BindableService;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** A server on a free port of the loopback interface. */
final class Tcp implements AutoCloseable {
  private final Server server;
  private final int port;

  private Tcp(
      int wanted,
      ServerCredentials credentials,
      List<ServerInterceptor> interceptors,
      List<BindableService> services) {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), credentials);
    interceptors.forEach(builder::intercept);
    services.forEach(builder::addService);
    try {
      server = builder.build().start();
      this.port = server.getPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Tcp serving(BindableService... services) {
    return new Tcp(0, InsecureServerCredentials.create(), List.of(), List.of(services));
  }

  /** On a port that was this server's before. */
  static Tcp servingAgain(int port, BindableService... services) {
    return new Tcp(port, InsecureServerCredentials.create(), List.of(), List.of(services));
  }

  static Tcp intercepted(ServerInterceptor interceptor, BindableService... services) {
    return new Tcp(0, InsecureServerCredentials.create(), List.of(interceptor), List.of(services));
  }

  static Tcp encrypted(ServerCredentials credentials, BindableService... services) {
    return new Tcp(0, credentials, List.of(), List.of(services));
  }

  int port() {
    return port;
  }

  String target() {
    return "localhost:" + port;
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
