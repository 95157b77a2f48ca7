package dev.assay.server.rpc;

import dev.assay.server.config.ServerConfig;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's gRPC side: the contract's services, health and reflection behind one chain of
 * interceptors, and how they stop.
 */
public final class GrpcEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(GrpcEndpoint.class);

  /** How long transports may take to close after their calls were ended. */
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  /** How long answers may take to leave after their calls have ended here. */
  private static final Duration FLUSH_TIMEOUT = Duration.ofSeconds(1);

  private final Server server;
  private final DrainGate gate = new DrainGate();
  private final SilentCallers silent;
  private final CallsInFlight inFlight;
  private final ServerHealth health;

  private GrpcEndpoint(
      ServerBuilder<?> builder,
      ServerConfig config,
      Optional<BearerTokens> tokens,
      ServerHealth health,
      CallExecutors executors,
      List<ServerServiceDefinition> services) {
    this.health = health;
    this.silent = new SilentCallers(config.calls(), executors::bytesFull, System::nanoTime);
    this.inFlight = new CallsInFlight(config.calls().maxCalls(), silent::makeRoom);
    List<ServerInterceptor> chain = new ArrayList<>();
    chain.add(new RequestLog());
    tokens.ifPresent(known -> chain.add(new BearerAuth(known)));
    chain.add(gate);
    chain.add(silent);
    chain.add(inFlight);
    for (ServerServiceDefinition service : services) {
      builder.addService(
          ServerInterceptors.interceptForward(MalformedMessages.refused(service), chain));
    }
    addInfrastructure(builder, health.service(), chain);
    if (config.listen().reflection()) {
      addInfrastructure(builder, ProtoReflectionServiceV1.newInstance(), chain);
    }
    this.server =
        builder
            .addStreamTracerFactory(TransportCall.counting(executors.bytes()))
            .executor(executors.calls())
            .build();
  }

  private static void addInfrastructure(
      ServerBuilder<?> builder, BindableService service, List<ServerInterceptor> chain) {
    builder.addService(ServerInterceptors.interceptForward(service.bindService(), chain));
  }

  /**
   * Listens over TCP.
   *
   * @param tokens what callers must show one of; empty when they show nothing
   * @param health turns to serving when the server listens
   * @throws IOException when the address cannot be listened on
   */
  public static GrpcEndpoint listen(
      ServerConfig config,
      Optional<BearerTokens> tokens,
      ServerHealth health,
      CallExecutors executors,
      List<ServerServiceDefinition> services)
      throws IOException {
    return start(NettyListener.builder(config), config, tokens, health, executors, services);
  }

  /** Serves by another transport. */
  static GrpcEndpoint start(
      ServerBuilder<?> builder,
      ServerConfig config,
      Optional<BearerTokens> tokens,
      ServerHealth health,
      CallExecutors executors,
      List<ServerServiceDefinition> services)
      throws IOException {
    GrpcEndpoint endpoint = new GrpcEndpoint(builder, config, tokens, health, executors, services);
    endpoint.server.start();
    endpoint.silent.start();
    health.serving();
    return endpoint;
  }

  /** The port that it listens on. */
  public int port() {
    return server.getPort();
  }

  /** The calls of the contract that have begun and not ended. */
  int inFlight() {
    return inFlight.count();
  }

  /**
   * Stops: says so by health, refuses new calls, waits for those in flight, and ends what has not
   * ended after the timeout.
   *
   * @return whether every call in flight ended by itself
   */
  public boolean drain(Duration timeout) {
    health.notServingForGood();
    gate.close();
    silent.drain();
    LOG.atInfo().addKeyValue("in_flight", inFlight.count()).log("event=draining");
    server.shutdown();
    boolean drained = false;
    try {
      drained = inFlight.awaitNone(timeout);
      // The last answers may still be on their way: closing their connection would take them back.
      server.awaitTermination(FLUSH_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      server.shutdownNow();
      if (!server.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("event=connections_left_open");
      }
      inFlight.awaitNone(CLOSE_TIMEOUT); // what was ended gives up what it holds
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
    silent.close();
    LOG.atInfo().addKeyValue("in_flight", inFlight.count()).log("event=drained");
    return drained;
  }
}
