package dev.assay.labelstudio.cli;

import dev.assay.client.AssayClient;
import dev.assay.client.DeadlineExceededException;
import dev.assay.client.UnavailableException;
import dev.assay.labelstudio.bridge.Bridge;
import dev.assay.labelstudio.http.LabelStudioApi;
import dev.assay.labelstudio.http.LabelStudioException;
import dev.assay.labelstudio.http.LabelStudioHttp;
import dev.assay.labelstudio.http.Secret;
import dev.assay.labelstudio.state.BridgeState;
import dev.assay.labelstudio.web.BridgeServer;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A bridge at work: its state file, its web server, and the thread that does the steps. */
public final class RunningBridge implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningBridge.class);
  private static final long IDLE_MILLIS = 500;
  private static final long AFTER_FAILURE_MILLIS = 2_000;
  private static final long STOP_MILLIS = 20_000;

  private final BridgeState state;
  private final AssayClient assay;
  private final Bridge bridge;
  private final BridgeServer server;
  private final Secret secret = Secret.random();
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread;
  private volatile boolean stopping;

  private RunningBridge(BridgeOptions options) throws IOException {
    this.state = BridgeState.open(options.config().stateFile());
    try {
      this.assay = options.assay();
      this.bridge =
          new Bridge(
              new LabelStudioApi(
                  new LabelStudioHttp(options.config().labelStudio(), options.credentials())),
              assay,
              state,
              options.config(),
              InstantSource.system(),
              wake::release);
      this.server = BridgeServer.start(options.address(), bridge, secret);
    } catch (IOException | RuntimeException e) {
      state.close();
      throw e;
    }
    this.thread = new Thread(this::run, "assay-label-studio");
  }

  /**
   * Links and starts to work. Waits for Label Studio and Assay for as long as they do not answer.
   *
   * @throws IOException if a file cannot be read or the address not be listened on
   */
  static RunningBridge start(BridgeOptions options) throws IOException, InterruptedException {
    RunningBridge running = new RunningBridge(options);
    try {
      running.connect(options);
    } catch (RuntimeException | InterruptedException e) {
      running.close();
      throw e;
    }
    running.thread.start();
    return running;
  }

  private void connect(BridgeOptions options) throws InterruptedException {
    boolean said = false;
    while (true) {
      try {
        bridge.connect(options.callback(server.port()), secret);
        return;
      } catch (LabelStudioException | UnavailableException | DeadlineExceededException e) {
        if (e instanceof LabelStudioException answer && !answer.isTransient()) {
          throw e;
        }
        if (!said) {
          LOG.atWarn().addKeyValue("why", e.getMessage()).log("event=waiting_to_connect");
          said = true;
        }
        wake.tryAcquire(AFTER_FAILURE_MILLIS, TimeUnit.MILLISECONDS);
      }
    }
  }

  /** The port of the page. */
  int port() {
    return server.port();
  }

  /** Waits until the bridge has stopped. */
  void await() throws InterruptedException {
    thread.join();
  }

  private void run() {
    boolean well = true;
    while (!stopping) {
      try {
        wake.tryAcquire(well ? IDLE_MILLIS : AFTER_FAILURE_MILLIS, TimeUnit.MILLISECONDS);
        wake.drainPermits();
        well = stopping || bridge.step();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        // A fault of our own: said in full, and tried again, for the next step may not meet it.
        LOG.atError().setCause(e).log("event=step_failed");
        well = false;
      }
    }
  }

  @Override
  public void close() {
    stopping = true;
    wake.release();
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.close();
    assay.close();
    state.close();
  }
}
