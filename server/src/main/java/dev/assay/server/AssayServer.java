package dev.assay.server;

import dev.assay.server.budget.BooksAudit;
import dev.assay.server.budget.JournalsRead;
import dev.assay.server.config.ConfigSources;
import dev.assay.server.config.ServerConfig;
import dev.assay.server.pool.PutScores;
import dev.assay.server.request.Requests;
import dev.assay.server.rpc.BearerTokens;
import dev.assay.server.rpc.CallExecutors;
import dev.assay.server.rpc.GrpcEndpoint;
import dev.assay.server.rpc.RpcBindings;
import dev.assay.server.rpc.ServerHealth;
import dev.assay.server.store.Store;
import dev.assay.server.store.StoreFileLost;
import dev.assay.server.store.StoreOptions;
import dev.assay.server.store.engine.StoreEngines;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running server: the store, the features on it and the port that they are reached by.
 *
 * <p>{@link #close} stops it gracefully: health says NOT_SERVING, new calls are refused, those in
 * flight end or are ended after the drain timeout, and the store is closed last, with everything
 * that was acknowledged in it.
 */
public final class AssayServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AssayServer.class);

  /** Readers beyond those that calls need: the planner's and the chores'. */
  private static final int SPARE_READERS = 2;

  private final ServerConfig config;
  private final Store store;
  private final CallExecutors executors;
  private final PlannerThreads planning;
  private final Chores chores;
  private final GrpcEndpoint endpoint;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);

  private AssayServer(
      ServerConfig config,
      Store store,
      CallExecutors executors,
      PlannerThreads planning,
      Chores chores,
      GrpcEndpoint endpoint) {
    this.config = config;
    this.store = store;
    this.executors = executors;
    this.planning = planning;
    this.chores = chores;
    this.endpoint = endpoint;
  }

  /**
   * Opens the store and listens.
   *
   * @throws dev.assay.server.config.ConfigException when a file that the configuration names cannot
   *     be used
   * @throws dev.assay.server.store.StoreOpenException when the store cannot be opened
   * @throws IOException when the address cannot be listened on
   */
  public static AssayServer start(ServerConfig config) throws IOException {
    return start(config, config.listen().tokenFile().map(BearerTokens::read), new SystemClock());
  }

  /**
   * Opens the store and listens on a free port of this machine's loopback interface, for a program
   * that is its only caller.
   *
   * @param store the store's file, made if there is none
   * @param settings further settings by key
   * @param token what the caller shows: it keeps other users of the machine out
   * @throws IOException when no port can be listened on
   */
  public static AssayServer startEmbedded(Path store, Map<String, String> settings, String token)
      throws IOException {
    Map<String, String> all = new LinkedHashMap<>(settings);
    all.put("listen", "127.0.0.1:0");
    all.put("store", store.toString());
    return start(
        ServerConfig.of(ConfigSources.inProgram(all)),
        Optional.of(BearerTokens.of(token)),
        new SystemClock());
  }

  /**
   * Opens the store and listens.
   *
   * @param tokens what callers must show one of, whatever the configuration says
   * @param clock the machine's clock; one that is no {@link dev.assay.server.store.MachineClock}
   *     stands for the time that passes
   * @throws IOException when the address cannot be listened on
   */
  public static AssayServer start(
      ServerConfig config, Optional<BearerTokens> tokens, InstantSource clock) throws IOException {
    CallExecutors executors = new CallExecutors(config.calls());
    ServerHealth health = new ServerHealth(Features.CONTRACT);
    CompletableFuture<Throwable> fatal = new CompletableFuture<>();
    StoreOptions options =
        StoreOptions.defaults()
            .withQueueLimit(config.work().writerMaxWaiting())
            .withReaders(
                config.calls().queryThreads()
                    + config.calls().scanThreads()
                    + 1 // of the estimates
                    + config.calls().ingestThreads()
                    + SPARE_READERS,
                StoreOptions.DEFAULT_READER_WAIT_MILLIS,
                StoreOptions.DEFAULT_READ_MILLIS)
            .withCompletions(executors.calls())
            .withOnFatal(
                cause -> {
                  health.notServingForGood();
                  fatal.complete(cause);
                });
    Store store = StoreEngines.open(config.work().store(), options, clock);
    PlannerThreads planning = new PlannerThreads(config.work().plannerThreads());
    try {
      int discarded = PutScores.discardUnpublished(store);
      long checked = new BooksAudit(store, new JournalsRead()).atStart();
      RpcBindings rpcs = new RpcBindings(Features.CONTRACT, new Requests(store), executors);
      Features features = new Features(store, store.clock(), config.work(), planning);
      features.bind(rpcs);
      GrpcEndpoint endpoint =
          GrpcEndpoint.listen(config, tokens, health, executors, rpcs.services());
      Chores chores =
          new Chores(
              store,
              store.clock(),
              config.work().requestsRetention(),
              features.journalsRead(),
              features.lateFunding(),
              features.gatheringAtStart(),
              features.models()::refitRested,
              features.opinions()::formDue,
              new StoreWatch(store, health)::look);
      chores.start(config.work().choresInterval());
      LOG.atInfo()
          .addKeyValue("address", config.listen().address().withPort(endpoint.port()))
          .addKeyValue("store", config.work().store())
          .addKeyValue("tokens", tokens.isPresent())
          .addKeyValue("tls", config.listen().tlsCertificate().isPresent())
          .addKeyValue("discarded_score_sets", discarded)
          .addKeyValue("checked_journal_entries", checked)
          .log("event=serving");
      AssayServer server = new AssayServer(config, store, executors, planning, chores, endpoint);
      var unused = fatal.thenAccept(server::endWhereNothingIsLeft);
      return server;
    } catch (IOException | RuntimeException e) {
      planning.close();
      store.close();
      executors.close();
      throw e;
    }
  }

  /** The port that it listens on. */
  public int port() {
    return endpoint.port();
  }

  /**
   * Whether the store has failed: it takes no more changes, and what is in flight is answered so.
   */
  public boolean hasFailed() {
    return !store.isHealthy();
  }

  /** Closes the server whose store is gone: there is nothing that it could go on showing. */
  private void endWhereNothingIsLeft(Throwable cause) {
    if (!StoreFileLost.isCauseOf(cause)) {
      return;
    }
    new Thread(
            () -> {
              try {
                close();
              } catch (RuntimeException e) {
                LOG.atError().setCause(e).log("event=close_failed");
              }
            },
            "assay-end")
        .start();
  }

  /** Waits until it has been closed, or has closed itself because the store's file is gone. */
  public void awaitTermination() throws InterruptedException {
    closed.await();
  }

  /** Stops gracefully; returns when everything is closed, whoever began it. */
  @Override
  public void close() {
    if (!closing.compareAndSet(false, true)) {
      awaitClosed();
      return;
    }
    try {
      boolean drained = endpoint.drain(config.work().drainTimeout());
      chores.close();
      planning.close();
      store.close();
      executors.close();
      LOG.atInfo().addKeyValue("all_calls_ended", drained).log("event=closed");
    } finally {
      closed.countDown();
    }
  }

  private void awaitClosed() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
