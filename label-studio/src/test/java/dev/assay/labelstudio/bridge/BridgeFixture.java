package dev.assay.labelstudio.bridge;

import dev.assay.client.AssayClient;
import dev.assay.client.ProjectName;
import dev.assay.labelstudio.bridge.BridgeConfig.LeverKind;
import dev.assay.labelstudio.bridge.BridgeConfig.NewProject;
import dev.assay.labelstudio.fake.FakeLabelStudio;
import dev.assay.labelstudio.fake.FakeServer;
import dev.assay.labelstudio.http.Credentials;
import dev.assay.labelstudio.http.LabelStudioApi;
import dev.assay.labelstudio.http.LabelStudioHttp;
import dev.assay.labelstudio.http.Secret;
import dev.assay.labelstudio.state.BridgeState;
import dev.assay.labelstudio.web.BridgeServer;
import dev.assay.server.AssayServer;
import dev.assay.server.config.ConfigSources;
import dev.assay.server.config.ServerConfig;
import dev.assay.v1.Budget;
import dev.assay.v1.Label;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A Label Studio that is a fake, an Assay that is the real server, and a bridge between them whose
 * steps the test does.
 */
final class BridgeFixture implements AutoCloseable {
  static final ProjectName PROJECT = ProjectName.of("pets");
  static final long PRICE_MICROS = 50_000;
  static final Secret SECRET = new Secret("webhook-secret");
  private static final int MAX_STEPS = 400;

  final FakeLabelStudio studio = new FakeLabelStudio();
  final AtomicLong clockMillis = new AtomicLong(System.currentTimeMillis());
  final Path folder;
  final long pool;
  FakeServer labelStudio;
  AssayServer assayServer;
  AssayClient assay;
  BridgeState state;
  Bridge bridge;
  BridgeServer web;
  private final Settings settings;
  private int assayPort;

  /** What tests choose. */
  record Settings(
      LeverKind lever,
      int tasks,
      int ahead,
      long ceilingLabels,
      int agreeingVotes,
      boolean adjudicates,
      boolean showsVotes) {
    Settings(LeverKind lever, int tasks, int ahead, long ceilingLabels, int agreeingVotes) {
      this(lever, tasks, ahead, ceilingLabels, agreeingVotes, false, false);
    }

    static Settings release(int tasks, int ahead, long ceilingLabels) {
      return new Settings(LeverKind.RELEASE, tasks, ahead, ceilingLabels, 1);
    }
  }

  BridgeFixture(Path folder, Settings settings) throws IOException {
    this.folder = folder;
    this.settings = settings;
    pool = studio.createProject("Pets", FakeLabelStudio.CHOICES);
    for (int i = 0; i < settings.tasks(); i++) {
      studio.importTask(pool, "text " + i);
    }
    labelStudio = new FakeServer(studio);
    startAssay();
    startBridge();
    connect();
  }

  void startAssay() throws IOException {
    assayServer =
        AssayServer.start(
            ServerConfig.of(
                ConfigSources.inProgram(
                    Map.of(
                        "listen",
                        "127.0.0.1:" + assayPort,
                        "store",
                        folder.resolve("assay.db").toString(),
                        "planner.seed",
                        "7"))));
    assayPort = assayServer.port();
    if (assay == null) {
      assay =
          AssayClient.builder()
              .target("127.0.0.1:" + assayPort)
              .deadline(Duration.ofSeconds(10))
              .build();
    }
  }

  /** Opens the state file again and makes a bridge over it: as after a start. */
  void startBridge() throws IOException {
    state = BridgeState.open(folder.resolve("bridge.db"));
    bridge =
        new Bridge(
            new LabelStudioApi(
                new LabelStudioHttp(labelStudio.uri(), Credentials.of(FakeServer.PERSONAL))),
            assay,
            state,
            config(labelStudio.uri()),
            clock(),
            () -> {});
    web =
        BridgeServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), bridge, SECRET);
  }

  void connect() {
    bridge.connect(web(), SECRET);
  }

  URI web() {
    return URI.create("http://127.0.0.1:" + web.port());
  }

  InstantSource clock() {
    return () -> Instant.ofEpochMilli(clockMillis.get());
  }

  BridgeConfig config(URI labelStudioUri) {
    return new BridgeConfig(
        labelStudioUri,
        pool,
        null,
        null,
        null,
        PROJECT,
        new NewProject(
            "EUR",
            PRICE_MICROS,
            settings.ceilingLabels() * PRICE_MICROS,
            settings.agreeingVotes(),
            settings.adjudicates(),
            settings.showsVotes()),
        settings.lever(),
        settings.ahead(),
        Duration.ofDays(7),
        Duration.ofSeconds(15),
        Duration.ofMinutes(5),
        folder.resolve("bridge.db"));
  }

  /** Ends the bridge as a crash would: nothing is said to anybody. */
  void killBridge() {
    web.close();
    state.close();
  }

  /** The project that annotators work in. */
  long work() {
    return bridge.status().workProject();
  }

  /** Steps until the link is as it will stay: two steps in a row leave it the same. */
  void settle() {
    BridgeStatus before = null;
    for (int i = 0; i < MAX_STEPS; i++) {
      clockMillis.addAndGet(1_100);
      boolean well = bridge.step();
      BridgeStatus now = bridge.status();
      boolean waits = now.stopReason().equals("WAVE_PENDING") && now.openCount() < settings.ahead();
      if (well && !waits && before != null && same(before, now)) {
        return;
      }
      before = now;
    }
    throw new AssertionError("the link does not settle: " + bridge.status());
  }

  /** Steps until one of the users is served a task, the first ones first, and returns who is. */
  long awaitServed(List<Long> users) {
    for (int i = 0; i < MAX_STEPS; i++) {
      for (long user : users) {
        if (studio.next(user, work()).isPresent()) {
          return user;
        }
      }
      settleOnce();
    }
    throw new AssertionError("nothing is served to " + users + ": " + bridge.status());
  }

  /** One step, some time later. */
  void settleOnce() {
    clockMillis.addAndGet(1_100);
    if (!bridge.step()) {
      throw new AssertionError(bridge.status().conditions().toString());
    }
  }

  private static boolean same(BridgeStatus a, BridgeStatus b) {
    return a.openCount() == b.openCount()
        && a.labeledCount() == b.labeledCount()
        && a.adjudicationOpenCount() == b.adjudicationOpenCount()
        && a.stopReason().equals(b.stopReason())
        && a.annotationCounts().equals(b.annotationCounts());
  }

  /** Time goes by until the next poll of all tasks, which is then done. */
  void reconcileAll() {
    clockMillis.addAndGet(Duration.ofMinutes(6).toMillis());
    settle();
  }

  Budget budget() {
    return assay.budget().getBudget(PROJECT);
  }

  List<Label> labels() {
    return assay.labels().listLabels(PROJECT).stream().toList();
  }

  long count(String annotationState) {
    return bridge.status().annotationCounts().getOrDefault(annotationState, 0L);
  }

  /** The next task of the user, as Label Studio serves it. */
  long next(long user) {
    return studio.next(user, work()).orElseThrow();
  }

  void stopAssay() {
    assayServer.close();
  }

  @Override
  public void close() {
    killBridge();
    assay.close();
    assayServer.close();
    labelStudio.close();
  }
}
