package dev.assay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.google.protobuf.Message;
import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every public method of every service's client, against a server that answers every RPC of the
 * contract with an empty message.
 */
final class EveryRpcTest {
  private static final int ANSWER_SECONDS = 30;

  /** What a caller can give without a server: one value for each type of parameter. */
  private static final Map<Class<?>, Object> ARGUMENTS =
      Map.of(
          ProjectName.class,
          ProjectName.of("pets"),
          String.class,
          "text",
          String[].class,
          new String[] {"path"},
          int.class,
          1,
          long.class,
          1L,
          List.class,
          List.of(),
          Iterable.class,
          List.of(),
          Consumer.class,
          (Consumer<Object>) element -> {},
          PutOptions.class,
          PutOptions.defaults());

  static Stream<Arguments> methods() {
    return clients()
        .flatMap(
            client ->
                Arrays.stream(client.getReturnType().getDeclaredMethods())
                    .filter(method -> Modifier.isPublic(method.getModifiers()))
                    .filter(method -> !Modifier.isStatic(method.getModifiers()))
                    .map(method -> argumentSet(method.toGenericString(), client, method)));
  }

  static Stream<Arguments> rpcs() {
    return AssayClientBuilder.SERVICES.stream()
        .flatMap(service -> service.getMethods().stream())
        .map(rpc -> argumentSet(rpc.getFullMethodName(), rpc));
  }

  private static Stream<Method> clients() {
    return Arrays.stream(AssayClient.class.getMethods())
        .filter(method -> method.getReturnType().getSimpleName().endsWith("Client"))
        .filter(method -> !Modifier.isStatic(method.getModifiers()));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void eachMethodMakesTheCallThatItIsNamedAfter(Method client, Method method) throws Exception {
    List<String> called = new CopyOnWriteArrayList<>();
    BindableService[] services =
        AssayClientBuilder.SERVICES.stream()
            .map(service -> answering(service, called))
            .toArray(BindableService[]::new);
    try (InProcess server = InProcess.serving(services)) {
      Object[] arguments =
          Arrays.stream(method.getParameterTypes()).map(EveryRpcTest::argument).toArray();
      await(method.invoke(client.invoke(server.client()), arguments));
    }
    assertThat(called).hasSize(1);
    assertThat(method.getName().replaceAll("(FromFirstEntry)?(Page)?(Async)?$", ""))
        .isEqualTo(called.get(0));
  }

  @ParameterizedTest
  @MethodSource("rpcs")
  void eachRpcCanBeCalledWithAndWithoutWaiting(MethodDescriptor<?, ?> rpc) {
    String service = Objects.requireNonNull(rpc.getServiceName());
    String simple = service.substring(service.lastIndexOf('.') + 1).replace("Service", "Client");
    List<String> names =
        clients()
            .filter(client -> client.getReturnType().getSimpleName().equals(simple))
            .flatMap(client -> Arrays.stream(client.getReturnType().getMethods()))
            .map(Method::getName)
            .toList();
    String name = nameOf(rpc);
    boolean paged = names.contains(name + "Page");
    assertThat(names).contains(name, name + (paged ? "PageAsync" : "Async"));
  }

  private static BindableService answering(ServiceDescriptor service, List<String> called) {
    ServerServiceDefinition.Builder definition = ServerServiceDefinition.builder(service);
    for (MethodDescriptor<?, ?> rpc : service.getMethods()) {
      add(definition, rpc, called);
    }
    ServerServiceDefinition built = definition.build();
    return () -> built;
  }

  private static <Q, R> void add(
      ServerServiceDefinition.Builder service, MethodDescriptor<Q, R> rpc, List<String> called) {
    ServerCallHandler<Q, R> handler =
        (call, headers) -> {
          called.add(nameOf(rpc));
          call.request(Integer.MAX_VALUE);
          return new ServerCall.Listener<>() {
            @Override
            public void onHalfClose() {
              call.sendHeaders(new Metadata());
              if (rpc.getType().serverSendsOneMessage()) {
                call.sendMessage(
                    Objects.requireNonNull(
                        ((PrototypeMarshaller<R>) rpc.getResponseMarshaller())
                            .getMessagePrototype()));
              }
              call.close(Status.OK, new Metadata());
            }
          };
        };
    service.addMethod(rpc, handler);
  }

  private static String nameOf(MethodDescriptor<?, ?> rpc) {
    String name = Objects.requireNonNull(rpc.getBareMethodName());
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  private static Object argument(Class<?> type) {
    if (type == Stream.class) {
      return Stream.empty(); // can be read once
    }
    if (type == Iterator.class) {
      return Collections.emptyIterator();
    }
    if (type == Scores.class) {
      return Scores.ofRows(Stream.empty());
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    if (Message.class.isAssignableFrom(type)) {
      return com.google.protobuf.Internal.getDefaultInstance(type.asSubclass(Message.class));
    }
    return Objects.requireNonNull(ARGUMENTS.get(type), () -> "give a value for " + type);
  }

  /** Waits for what a method returned: lists make their calls when they are read. */
  private static void await(Object returned) throws Exception {
    if (returned instanceof CompletableFuture<?> future) {
      future.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } else if (returned instanceof Paged<?> paged) {
      assertThat(paged).isEmpty();
    } else if (returned instanceof Export<?> export) {
      try (export) {
        List<Object> read = new ArrayList<>();
        export.forEach(read::add);
        assertThat(read).isEmpty();
      }
    }
  }
}
