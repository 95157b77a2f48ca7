package dev.assay.reliability.fault;

import dev.assay.client.AssayClient;
import dev.assay.reliability.load.Crew;
import dev.assay.reliability.local.LocalServer;
import dev.assay.server.SystemClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** The clock of the machine is set forward and back by hours while clients work. */
final class SteppedClock implements Fault {
  private static final int STEPS = 20;
  private static final int ANSWERS_BETWEEN = 25;
  private static final int RESTART_EVERY = 5;
  private static final long MAX_STEP_MILLIS = Duration.ofHours(3).toMillis();

  @Override
  public String what() {
    return "a clock set forward and back by up to three hours: time in the journal never runs"
        + " back, nothing is lost";
  }

  @Override
  public void strike(Site site) throws IOException, InterruptedException {
    AtomicLong offsetMillis = new AtomicLong();
    InstantSource clock = new SystemClock(() -> Instant.now().plusMillis(offsetMillis.get()));
    try (LocalServer server = LocalServer.start(site.store(), clock)) {
      Crew.makeProject(server.client());
    }
    for (int step = 0; step < STEPS; step += RESTART_EVERY) {
      try (LocalServer server = LocalServer.start(site.store(), clock);
          AssayClient client = Crew.connect("127.0.0.1:" + server.port())) {
        site.crew.begin(client);
        for (int i = 0; i < RESTART_EVERY; i++) {
          site.crew.awaitAnswers(ANSWERS_BETWEEN, Duration.ofSeconds(20));
          offsetMillis.addAndGet(site.random.nextLong(-MAX_STEP_MILLIS, MAX_STEP_MILLIS));
        }
        site.crew.end();
        site.crew.takeFaults().forEach(reason -> site.violate("a client was told " + reason));
        site.crew.reckon(client).forEach(site::violate);
      }
    }
    site.outcome("complete");
  }
}
