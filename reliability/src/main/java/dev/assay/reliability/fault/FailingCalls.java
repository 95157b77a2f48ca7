package dev.assay.reliability.fault;

import dev.assay.client.AssayClient;
import dev.assay.reliability.load.Crew;
import dev.assay.reliability.load.ServerProcess;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * System calls of a working server fail from some moment on. What must hold: whoever asks is told
 * STORE_FAILED, or STORE_FULL where the disk is full, and nothing else, health says NOT_SERVING,
 * and on a disk that works again nothing acknowledged is missing.
 *
 * @param what what fails
 * @param missing why it cannot be made to fail here, or null
 * @param reasons what clients may be told
 * @param program what the server is run under
 */
record FailingCalls(
    String what,
    Supplier<@Nullable String> missing,
    Set<String> reasons,
    Function<SplittableRandom, List<String>> program)
    implements Fault {
  private static final String FAILED = "STORE_FAILED";
  private static final int ANSWERS_BEFORE = 30;
  private static final int MANY = 100_000;
  private static final int LOOKS = 100;
  private static final long LOOK_MILLIS = 50;

  /** Calls that the server makes while it opens a store fail, too, where the number is small. */
  private static final int FIRST_CALL = 5;

  /** Blocks of 1 KiB beyond which no file grows: a little more than a fresh store has. */
  private static final int MIN_BLOCKS = 600;

  private static final int MAX_BLOCKS = 3_000;

  /** What strace makes fail from a random call on, before the {@code lastCall}-th. */
  static FailingCalls injected(String what, String calls, String error, int lastCall) {
    return new FailingCalls(
        what,
        Tools::withoutStrace,
        error.equals("ENOSPC") ? Set.of("STORE_FULL", FAILED) : Set.of(FAILED),
        random ->
            List.of(
                "strace",
                "-f",
                "--seccomp-bpf",
                "-qq",
                "-o",
                "/dev/null",
                "-e",
                "trace=" + calls,
                "-e",
                "inject="
                    + calls
                    + ":error="
                    + error
                    + ":when="
                    + random.nextInt(FIRST_CALL, lastCall)
                    + "+"));
  }

  /** No file may grow beyond a random size. */
  static FailingCalls fileSizeLimit(String what) {
    return new FailingCalls(
        what,
        () -> System.getProperty("os.name").equals("Linux") ? null : "only tried on Linux",
        Set.of(FAILED),
        random ->
            List.of(
                "sh",
                "-c",
                "ulimit -f "
                    + 2 * random.nextInt(MIN_BLOCKS, MAX_BLOCKS)
                    + "; trap '' XFSZ; exec \"$@\"",
                "sh"));
  }

  @Override
  public @Nullable String unavailable() {
    return missing.get();
  }

  @Override
  public void strike(Site site) throws IOException, InterruptedException {
    site.prepare(ANSWERS_BEFORE, false);
    try (ServerProcess server = site.startUnder(program.apply(site.random))) {
      String target = server.awaitTargetOrEnd();
      if (target == null) {
        refused(site);
      } else {
        try (AssayClient client = Crew.connect(target)) {
          site.work(client, MANY);
          told(site, client);
        }
      }
      server.kill();
    }
    site.reckon();
  }

  private static void refused(Site site) throws IOException {
    site.outcome("refused to start");
    if (site.refusalInLog() == null) {
      site.violate("the server did not start, and its log does not say why in one line");
    }
  }

  private void told(Site site, AssayClient client) throws InterruptedException {
    Set<String> told = site.crew.takeFaults();
    if (told.isEmpty()) {
      site.outcome("nothing failed in time");
      return;
    }
    if (!reasons.containsAll(told)) {
      site.violate("clients were told " + told + ", and not of " + reasons + " alone");
    }
    for (int look = 0; look < LOOKS && client.isServing(); look++) {
      Thread.sleep(LOOK_MILLIS);
    }
    if (client.isServing()) {
      site.violate("the store has failed, and health says SERVING");
    }
    site.outcome("failed with " + String.join(" and ", new TreeSet<>(told)));
  }
}
