package dev.assay.server.rpc;

import com.google.protobuf.Int64Value;
import com.google.protobuf.StringValue;
import dev.assay.server.LocalStore;
import dev.assay.server.config.ConfigSources;
import dev.assay.server.config.ServerConfig;
import dev.assay.server.project.CreateProject;
import dev.assay.server.project.PolicyRules;
import dev.assay.server.request.Export;
import dev.assay.server.request.Ingest;
import dev.assay.server.request.Mutation;
import dev.assay.server.request.Query;
import dev.assay.server.request.Requests;
import dev.assay.server.request.Violations;
import dev.assay.v1.CreateProjectRequest;
import dev.assay.v1.CreateProjectResponse;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The whole gRPC side over a free port, with handlers of the test's own behind it. */
final class ToyServer implements AutoCloseable {
  private final LocalStore local;
  private final CallExecutors executors;
  private final ManagedChannel channel;
  private final GrpcEndpoint endpoint;
  private final ServerHealth health = new ServerHealth(List.of(ToyContract.DESCRIPTOR));

  private ToyServer(Builder builder) throws IOException {
    this.local = new LocalStore(builder.folder);
    ServerConfig config = ServerConfig.of(ConfigSources.inProgram(builder.settings));
    this.executors = new CallExecutors(config.calls());
    RpcBindings rpcs =
        new RpcBindings(List.of(ToyContract.DESCRIPTOR), new Requests(local.store()), executors);
    rpcs.mutation(ToyContract.CHANGE, builder.change)
        .query(ToyContract.ASK, new Asking(builder.answer))
        .ingest(ToyContract.TAKE, rpc -> builder.ingest.get())
        .export(ToyContract.SEND, builder.export);
    this.endpoint = GrpcEndpoint.listen(config, builder.tokens, health, executors, rpcs.services());
    this.channel =
        Grpc.newChannelBuilder("127.0.0.1:" + port(), InsecureChannelCredentials.create()).build();
  }

  int port() {
    return endpoint.port();
  }

  ManagedChannel channel() {
    return channel;
  }

  LocalStore local() {
    return local;
  }

  ServerHealth health() {
    return health;
  }

  BytesInFlight bytes() {
    return executors.bytes();
  }

  int inFlight() {
    return endpoint.inFlight();
  }

  boolean drain(Duration timeout) {
    return endpoint.drain(timeout);
  }

  @Override
  public void close() {
    channel.shutdownNow();
    endpoint.drain(Duration.ofMillis(100));
    local.close();
    executors.close();
  }

  /** What the test does not replace refuses or does nothing. */
  static final class Builder {
    private final Path folder;
    private final Map<String, String> settings = new HashMap<>(Map.of("listen", "127.0.0.1:0"));
    private Optional<BearerTokens> tokens = Optional.empty();
    private Mutation<CreateProjectRequest, CreateProjectResponse> change =
        new CreateProject(new PolicyRules(java.util.Set.of("margin")));
    private Function<String, String> answer = question -> "answer to " + question;
    private Supplier<Ingest<StringValue, Int64Value>> ingest = Counting::new;
    private Export<Int64Value, StringValue> export = new Nothing();

    Builder(Path folder) {
      this.folder = folder;
    }

    Builder setting(String key, String text) {
      settings.put(key, text);
      return this;
    }

    Builder tokens(BearerTokens known) {
      tokens = Optional.of(known);
      return this;
    }

    Builder change(Mutation<CreateProjectRequest, CreateProjectResponse> mutation) {
      change = mutation;
      return this;
    }

    Builder answer(Function<String, String> function) {
      answer = function;
      return this;
    }

    Builder ingest(Supplier<Ingest<StringValue, Int64Value>> supplier) {
      ingest = supplier;
      return this;
    }

    Builder export(Export<Int64Value, StringValue> handler) {
      export = handler;
      return this;
    }

    ToyServer start() throws IOException {
      return new ToyServer(this);
    }
  }

  private record Asking(Function<String, String> answer)
      implements Query<StringValue, StringValue> {
    @Override
    public void validate(StringValue request, Violations violations) {
      violations.require(!request.getValue().isEmpty(), "value", "must not be empty");
    }

    @Override
    public StringValue answer(StringValue request) {
      return StringValue.of(answer.apply(request.getValue()));
    }
  }

  /** Counts messages. */
  static class Counting implements Ingest<StringValue, Int64Value> {
    private long count;

    @Override
    public CompletableFuture<Void> accept(StringValue message) {
      count++;
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Int64Value> finish() {
      return CompletableFuture.completedFuture(Int64Value.of(count));
    }

    @Override
    public void abandon() {
      // holds nothing
    }
  }

  private static final class Nothing implements Export<Int64Value, StringValue> {
    @Override
    public void validate(Int64Value request, Violations violations) {
      // everything is right
    }

    @Override
    public Cursor<StringValue> open(Int64Value request) {
      return () -> nothing();
    }

    private static @Nullable StringValue nothing() {
      return null;
    }
  }
}
