package dev.assay.server;

import com.google.protobuf.Message;
import dev.assay.server.request.Rpc;
import dev.assay.server.request.Violations;
import dev.assay.server.rpc.RpcBindings;
import io.grpc.MethodDescriptor;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The RPCs of the contract by the types of their requests, which are each of one RPC. */
public final class ContractRpcs {
  private static final Map<Class<?>, Rpc<?, ?>> BY_REQUEST =
      Features.CONTRACT.stream()
          .flatMap(service -> service.getMethods().stream())
          .map(ContractRpcs::typed)
          .map(RpcBindings::rpcOf)
          .collect(Collectors.toMap(rpc -> rpc.emptyRequest().getClass(), Function.identity()));

  private ContractRpcs() {}

  @SuppressWarnings("unchecked") // the methods of the contract take messages and answer with them
  private static MethodDescriptor<Message, Message> typed(MethodDescriptor<?, ?> method) {
    return (MethodDescriptor<Message, Message>) method;
  }

  /** What is wrong with a request: by the rules of all RPCs first, then by its own. */
  public static <Q extends Message> Violations check(Q request, BiConsumer<Q, Violations> own) {
    Violations violations = new Violations();
    of(request).fields().check(request, violations);
    own.accept(request, violations);
    return violations;
  }

  /** The RPC of that bare name. */
  static Rpc<?, ?> named(String name) {
    return BY_REQUEST.values().stream()
        .filter(rpc -> rpc.name().equals(name))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException("the contract has no RPC " + name));
  }

  /** The RPC that takes the request. */
  @SuppressWarnings("unchecked") // found by the class of Q
  public static <Q extends Message, R extends Message> Rpc<Q, R> of(Q request) {
    Rpc<?, ?> rpc = BY_REQUEST.get(request.getClass());
    if (rpc == null) {
      throw new IllegalArgumentException(request.getClass() + " is of no RPC of the contract");
    }
    return (Rpc<Q, R>) rpc;
  }
}
