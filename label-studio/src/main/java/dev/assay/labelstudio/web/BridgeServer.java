package dev.assay.labelstudio.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.assay.labelstudio.bridge.Bridge;
import dev.assay.labelstudio.http.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Serves the webhook, the machine-learning backend and the page. Nothing here waits for Assay or
 * for Label Studio: what is answered stands in memory or in the state file.
 */
public final class BridgeServer implements AutoCloseable {
  /** Requests that are answered at once; further ones wait. */
  static final int THREADS = 8;

  private static final int STOP_SECONDS = 1;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  private BridgeServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Listens and serves.
   *
   * @param secret what a webhook has to prove itself with
   * @throws IOException if the address cannot be listened on
   */
  public static BridgeServer start(InetSocketAddress address, Bridge bridge, Secret secret)
      throws IOException {
    BridgeServer started = new BridgeServer(HttpServer.create(address, 0));
    MlBackend backend = new MlBackend(bridge);
    started.route("/webhook", new WebhookEndpoint(bridge.intake(), secret)::handle);
    started.route("/health", backend::health);
    started.route("/setup", backend::setup);
    started.route("/predict", backend::predict);
    started.route("/versions", backend::versions);
    started.route("/", new StatusPage(bridge)::handle);
    started.server.setExecutor(started.threads);
    started.server.start();
    return started;
  }

  private void route(String path, Route route) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            route.handle(exchange);
          } catch (UncheckedIOException e) {
            throw e.getCause();
          }
        });
  }

  /** Answers one kind of request. */
  interface Route {
    void handle(HttpExchange exchange) throws IOException;
  }

  /** The port that is listened on. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
    try {
      threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
