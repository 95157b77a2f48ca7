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

  private Tcp(
      ServerCredentials credentials,
      List<ServerInterceptor> interceptors,
      List<BindableService> services) {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), credentials);
    interceptors.forEach(builder::intercept);
    services.forEach(builder::addService);
    try {
      server = builder.build().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Tcp serving(BindableService... services) {
    return new Tcp(InsecureServerCredentials.create(), List.of(), List.of(services));
  }

  static Tcp intercepted(ServerInterceptor interceptor, BindableService... services) {
    return new Tcp(InsecureServerCredentials.create(), List.of(interceptor), List.of(services));
  }

  static Tcp encrypted(ServerCredentials credentials, BindableService... services) {
    return new Tcp(credentials, List.of(), List.of(services));
  }

  String target() {
    return "localhost:" + server.getPort();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
