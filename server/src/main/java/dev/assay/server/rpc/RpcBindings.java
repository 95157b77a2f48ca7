package dev.assay.server.rpc;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.Message;
import dev.assay.server.request.Export;
import dev.assay.server.request.Ingest;
import dev.assay.server.request.Mutation;
import dev.assay.server.request.Query;
import dev.assay.server.request.Requests;
import dev.assay.server.request.Rpc;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.stub.ServerCalls;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Which class answers which RPC. One line of {@link #mutation}, {@link #query}, {@link #scan},
 * {@link #estimate}, {@link #ingest} or {@link #export} binds one; {@link #services} refuses a
 * contract of which an RPC was left out. The generated base classes are not extended: a method for
 * each RPC that only passes its arguments on would say nothing that the line does not.
 */
public final class RpcBindings {
  private final Map<String, ServiceDescriptor> descriptors = new LinkedHashMap<>();
  private final Map<String, ServerServiceDefinition.Builder> services = new LinkedHashMap<>();
  private final UnaryCalls unary;
  private final IngestCalls ingests;
  private final ExportCalls exports;

  /**
   * @param contract every service
   */
  public RpcBindings(List<ServiceDescriptor> contract, Requests requests, CallExecutors executors) {
    this.unary = new UnaryCalls(requests, executors);
    this.ingests = new IngestCalls(executors);
    this.exports = new ExportCalls(executors);
    for (ServiceDescriptor service : contract) {
      descriptors.put(service.getName(), service);
      services.put(service.getName(), ServerServiceDefinition.builder(service));
    }
  }

  /**
   * Binds an RPC that changes something.
   *
   * @throws IllegalStateException when its request has no id, or names no project
   */
  public <Q extends Message, R extends Message> RpcBindings mutation(
      MethodDescriptor<Q, R> method, Mutation<Q, R> mutation) {
    Rpc<Q, R> rpc = rpcOf(method);
    rpc.fields().requireKey(rpc.name());
    return bind(
        method,
        ServerCalls.asyncUnaryCall(
            (request, observer) -> unary.mutate(rpc, mutation, request, observer)));
  }

  /** Binds an RPC that reads much: the whole pool, many rows, or what takes long to compute. */
  public <Q extends Message, R extends Message> RpcBindings scan(
      MethodDescriptor<Q, R> method, Query<Q, R> query) {
    Rpc<Q, R> rpc = rpcOf(method);
    return bind(
        method,
        ServerCalls.asyncUnaryCall(
            (request, observer) -> unary.scan(rpc, query, request, observer)));
  }

  /** Binds an RPC that computes for long from what is settled, and whose answers are kept. */
  public <Q extends Message, R extends Message> RpcBindings estimate(
      MethodDescriptor<Q, R> method, Query<Q, R> query) {
    Rpc<Q, R> rpc = rpcOf(method);
    return bind(
        method,
        ServerCalls.asyncUnaryCall(
            (request, observer) -> unary.estimate(rpc, query, request, observer)));
  }

  /** Binds an RPC that reads a few rows. */
  public <Q extends Message, R extends Message> RpcBindings query(
      MethodDescriptor<Q, R> method, Query<Q, R> query) {
    Rpc<Q, R> rpc = rpcOf(method);
    return bind(
        method,
        ServerCalls.asyncUnaryCall(
            (request, observer) -> unary.ask(rpc, query, request, observer)));
  }

  /** Binds an RPC that brings a stream; each stream gets an ingest of its own. */
  public <Q extends Message, R extends Message> RpcBindings ingest(
      MethodDescriptor<Q, R> method, Function<Rpc<Q, R>, Ingest<Q, R>> ingest) {
    Rpc<Q, R> rpc = rpcOf(method);
    return bind(
        method,
        ServerCalls.asyncClientStreamingCall(
            observer -> ingests.receive(rpc, ingest.apply(rpc), observer)));
  }

  /** Binds an RPC that answers with a stream. */
  public <Q extends Message, R extends Message> RpcBindings export(
      MethodDescriptor<Q, R> method, Export<Q, R> export) {
    Rpc<Q, R> rpc = rpcOf(method);
    return bind(
        method,
        ServerCalls.asyncServerStreamingCall(
            (request, observer) -> exports.send(rpc, export, request, observer)));
  }

  private <Q, R> RpcBindings bind(MethodDescriptor<Q, R> method, ServerCallHandler<Q, R> handler) {
    ServerServiceDefinition.Builder service = services.get(method.getServiceName());
    if (service == null) {
      throw new IllegalArgumentException(
          method.getFullMethodName() + " is of no service of " + descriptors.keySet());
    }
    service.addMethod(method, handler);
    return this;
  }

  /** What the descriptor of a method tells of it. */
  public static <Q extends Message, R extends Message> Rpc<Q, R> rpcOf(
      MethodDescriptor<Q, R> method) {
    String name = method.getBareMethodName();
    return Rpc.of(
        name == null ? method.getFullMethodName() : name,
        emptyMessage(method.getRequestMarshaller()),
        emptyMessage(method.getResponseMarshaller()));
  }

  private static <T> T emptyMessage(MethodDescriptor.Marshaller<T> marshaller) {
    return requireNonNull(
        ((MethodDescriptor.PrototypeMarshaller<T>) marshaller).getMessagePrototype());
  }

  /**
   * The services to serve.
   *
   * @throws IllegalStateException when an RPC of the contract is not bound
   */
  public List<ServerServiceDefinition> services() {
    return services.values().stream().map(ServerServiceDefinition.Builder::build).toList();
  }
}
