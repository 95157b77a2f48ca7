package dev.assay.reliability.fault;

import dev.assay.client.AssayClient;
import dev.assay.reliability.load.Crew;
import dev.assay.reliability.load.ServerProcess;
import java.io.IOException;
import java.time.Duration;

/** A second server is started on the store of one that works. */
final class SecondServer implements Fault {
  private static final int ANSWERS = 100;

  @Override
  public String what() {
    return "a second server on the same store: it is refused, the first works on";
  }

  @Override
  public void strike(Site site) throws IOException, InterruptedException {
    try (ServerProcess first = site.start();
        AssayClient client = Crew.connect(first.awaitTarget())) {
      Crew.makeProject(client);
      site.crew.begin(client);
      try (ServerProcess second = site.start()) {
        String target = second.awaitTargetOrEnd();
        String refusal = site.refusalInLog();
        if (target != null) {
          site.violate("two servers work with one store");
        } else if (second.awaitEnd() == 0 || refusal == null || !refusal.contains("in use by")) {
          site.violate("the second server did not say that the store is in use: " + refusal);
        } else {
          site.outcome("refused to start");
        }
      }
      site.crew.awaitAnswers(ANSWERS, Duration.ofSeconds(20));
      site.crew.end();
      site.crew.takeFaults().forEach(reason -> site.violate("a client was told " + reason));
      site.crew.reckon(client).forEach(site::violate);
      first.kill();
    }
  }
}
