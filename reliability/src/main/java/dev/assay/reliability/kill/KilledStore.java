package dev.assay.reliability.kill;

import dev.assay.client.AssayClient;
import dev.assay.reliability.load.Crew;
import dev.assay.reliability.load.CrewCounts;
import dev.assay.reliability.load.ServerCommand;
import dev.assay.reliability.load.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** One store whose server is killed again and again while the same clients work with it. */
final class KilledStore implements AutoCloseable {
  private static final int MAX_ANSWERS = 400;
  private static final int MAX_MORE_MILLIS = 20;
  private static final int MAX_START_MILLIS = 900;
  private static final Duration LONGEST_WORK = Duration.ofSeconds(10);

  private final ServerCommand command;
  private final Path store;
  private final Path log;
  private final Disturbance disturbance;
  private final SplittableRandom random;
  private final Crew crew;
  private ServerProcess server;
  private AssayClient client;
  private int kills;

  /**
   * Starts the server with a project.
   *
   * @param folder an empty folder
   */
  KilledStore(
      ServerCommand command,
      Path folder,
      Disturbance disturbance,
      SplittableRandom random,
      CrewCounts counts)
      throws IOException {
    this.command = command;
    this.store = folder.resolve("assay.db");
    this.log = Files.createFile(folder.resolve("server.log"));
    this.disturbance = disturbance;
    this.random = random;
    this.crew = new Crew(folder, random.split(), counts);
    this.server = start();
    this.client = Crew.connect(server.awaitTarget());
    Crew.makeProject(client);
  }

  private ServerProcess start() throws IOException {
    return ServerProcess.start(command, store, log, List.of());
  }

  /** How often the server was killed. */
  int kills() {
    return kills;
  }

  /** Lets the clients work, kills the server, starts it again and returns what is wrong. */
  List<String> round() throws IOException, InterruptedException {
    disturbance.beforeWork(store);
    crew.begin(client);
    crew.awaitAnswers(random.nextInt(MAX_ANSWERS), LONGEST_WORK);
    Thread.sleep(random.nextInt(MAX_MORE_MILLIS));
    server.kill();
    kills++;
    crew.end();
    client.close();
    disturbance.afterKill(store);
    if (random.nextInt(5) == 0) {
      killWhileItStarts();
    }
    server = start();
    client = Crew.connect(server.awaitTarget());
    List<String> violations = new ArrayList<>();
    crew.takeFaults().forEach(reason -> violations.add("a client was told " + reason));
    violations.addAll(crew.reckon(client));
    return violations;
  }

  private void killWhileItStarts() throws IOException, InterruptedException {
    try (ServerProcess starting = start()) {
      Thread.sleep(random.nextInt(MAX_START_MILLIS));
      starting.kill();
      kills++;
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
    server.close();
    crew.close();
  }
}
