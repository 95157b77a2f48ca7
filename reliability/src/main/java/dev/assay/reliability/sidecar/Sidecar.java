package dev.assay.reliability.sidecar;

import com.google.protobuf.Message;
import com.google.rpc.Status;
import dev.assay.server.Chores;
import dev.assay.server.Features;
import dev.assay.server.config.ConfigSources;
import dev.assay.server.config.ServerConfig;
import dev.assay.server.pool.PutScores;
import dev.assay.server.request.Requests;
import dev.assay.server.rpc.CallExecutors;
import dev.assay.server.rpc.RpcBindings;
import dev.assay.server.store.Store;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The server's features over a store, reached through gRPC's transport inside a process. Waves are
 * drawn on one thread, and a call has ended when nothing of what it set off is left to do: so the
 * same calls in the same order come to the same state, whatever the store.
 */
public final class Sidecar implements AutoCloseable {
  private static final long ANSWER_SECONDS = 60;

  private final CallExecutors executors;
  private final ThreadPoolExecutor planning;
  private final Chores chores;
  private final Server server;
  private final ManagedChannel channel;

  private Sidecar(Store store, InstantSource clock, ServerConfig config) {
    this.executors = new CallExecutors(config.calls());
    this.planning =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new ThreadPoolExecutor.DiscardPolicy());
    RpcBindings rpcs = new RpcBindings(Features.CONTRACT, new Requests(store), executors);
    Features features = new Features(store, clock, config.work(), planning);
    features.bind(rpcs);
    this.chores =
        new Chores(
            store,
            clock,
            config.work().requestsRetention(),
            features.journalsRead(),
            features.lateFunding(),
            () -> {},
            () -> {},
            () -> {},
            () -> {});
    String name = InProcessServerBuilder.generateName();
    InProcessServerBuilder builder = InProcessServerBuilder.forName(name).directExecutor();
    rpcs.services().forEach(builder::addService);
    try {
      this.server = builder.build().start();
    } catch (IOException e) {
      throw new IllegalStateException("nothing is opened that could fail", e);
    }
    this.channel = InProcessChannelBuilder.forName(name).directExecutor().build();
  }

  /**
   * Starts the features over an open store, as the server does.
   *
   * @param settings of the server, by key, where they are not to be the defaults
   */
  public static Sidecar start(Store store, InstantSource clock, Map<String, String> settings) {
    PutScores.discardUnpublished(store);
    return new Sidecar(store, clock, ServerConfig.of(ConfigSources.inProgram(settings)));
  }

  /**
   * Makes calls that the store's writer finds waiting all at once, in their order, so that it
   * commits them as one group, and waits for their answers. Each call must be one that writes.
   *
   * @param store the one that the features work with
   * @param begun is run when the group has begun and holds nothing yet
   */
  public List<Answer> callTogether(List<Call> calls, WatchedStore store, Runnable begun) {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch gathered = new CountDownLatch(1);
    CompletableFuture<Boolean> held =
        store.write(
            transaction -> {
              running.countDown();
              return await(gathered);
            });
    if (!await(running)) {
      throw new IllegalStateException("the writer does not begin");
    }
    begun.run();
    store.forget();
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    for (Call call : calls) {
      answers.add(begin(call));
      awaitWork(store, call);
    }
    gathered.countDown();
    List<Answer> got = answers.stream().map(Sidecar::await).toList();
    held.handle((done, failed) -> true).join();
    settle();
    return got;
  }

  private static void awaitWork(WatchedStore store, Call call) {
    try {
      if (!store.awaitWork(ANSWER_SECONDS)) {
        throw new IllegalStateException(call.name() + " has not reached the writer");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Calls and waits for the answer, and for what the call set off. */
  public Answer call(Call call) {
    Answer answer = await(begin(call));
    settle();
    return answer;
  }

  private CompletableFuture<Answer> begin(Call call) {
    ClientCall<Message, Message> clientCall = channel.newCall(call.method(), CallOptions.DEFAULT);
    Collector collector = new Collector();
    clientCall.start(collector, new Metadata());
    clientCall.request(Integer.MAX_VALUE);
    call.messages().forEach(clientCall::sendMessage);
    clientCall.halfClose();
    return collector.answer;
  }

  private static Answer await(CompletableFuture<Answer> answer) {
    try {
      return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return Answer.none("no answer within " + ANSWER_SECONDS + " s");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Waits until no wave is being drawn. */
  private void settle() {
    try {
      CompletableFuture.runAsync(() -> {}, planning).get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the planner does not end", e);
    }
  }

  /** What the server does by itself now and then. Throws what the store failed with. */
  public void doChores() {
    try {
      chores.endDueLeases();
      chores.forgetOldAnswers();
      chores.fundWaitingLabels();
      chores.checkBooks();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
    settle();
  }

  /** Stops the features; the store stays open. */
  @Override
  public void close() {
    channel.shutdownNow();
    server.shutdownNow();
    planning.shutdownNow();
    chores.close();
    executors.close();
    try {
      boolean ended =
          server.awaitTermination(ANSWER_SECONDS, TimeUnit.SECONDS)
              && planning.awaitTermination(ANSWER_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        throw new IllegalStateException("the features do not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes what comes, and the status at the end. */
  private static final class Collector extends ClientCall.Listener<Message> {
    final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final List<Message> messages = new ArrayList<>();

    @Override
    public void onMessage(Message message) {
      messages.add(message);
    }

    @Override
    public void onClose(io.grpc.Status status, Metadata trailers) {
      Status detailed = StatusProto.fromStatusAndTrailers(status, trailers);
      answer.complete(new Answer(List.copyOf(messages), detailed));
    }
  }
}
