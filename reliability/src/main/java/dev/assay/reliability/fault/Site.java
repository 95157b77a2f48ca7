package dev.assay.reliability.fault;

import dev.assay.client.AssayClient;
import dev.assay.client.AssayException;
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
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where one fault strikes: a store in a folder, a crew that works with it, and what came of it. */
final class Site implements AutoCloseable {
  private static final Duration LONGEST_WORK = Duration.ofSeconds(20);

  final Path folder;
  final SplittableRandom random;
  final Crew crew;
  private final ServerCommand command;
  private final Path log;
  private final Map<String, Integer> outcomes;
  private final List<String> violations = new ArrayList<>();

  /**
   * A site without a store yet.
   *
   * @param outcomes how often each outcome was seen
   */
  Site(
      Path folder,
      ServerCommand command,
      SplittableRandom random,
      CrewCounts counts,
      Map<String, Integer> outcomes)
      throws IOException {
    this.folder = folder;
    this.command = command;
    this.random = random;
    this.crew = new Crew(folder, random.split(), counts);
    this.log = Files.createFile(folder.resolve("server.log"));
    this.outcomes = outcomes;
  }

  static Map<String, Integer> outcomes() {
    return new TreeMap<>();
  }

  Path store() {
    return folder.resolve("assay.db");
  }

  Path writeAheadLog() {
    return Path.of(store() + "-wal");
  }

  List<String> violations() {
    return List.copyOf(violations);
  }

  /** Notes how it went. */
  void outcome(String words) {
    outcomes.merge(words, 1, Integer::sum);
  }

  void violate(String words) {
    violations.add(words);
  }

  /** Starts a server. */
  ServerProcess start() throws IOException {
    return ServerProcess.start(command, store(), log, List.of());
  }

  /** Starts a server under another program. */
  ServerProcess startUnder(List<String> program) throws IOException {
    return ServerProcess.start(command.under(program), store(), log, List.of());
  }

  /** Makes the store with a project that the crew has worked with, and ends its server. */
  void prepare(int answers, boolean gracefully) throws IOException, InterruptedException {
    try (ServerProcess server = start();
        AssayClient client = Crew.connect(server.awaitTarget())) {
      Crew.makeProject(client);
      work(client, answers);
      if (gracefully) {
        server.terminate();
      } else {
        server.kill();
      }
    }
  }

  /** Lets the crew work until it has so many more answers, or nobody is answered any more. */
  void work(AssayClient client, int answers) throws InterruptedException {
    crew.begin(client);
    crew.awaitAnswers(answers, LONGEST_WORK);
    crew.end();
  }

  /** Starts a healthy server and compares what it shows with what the crew has noted. */
  void reckon() throws IOException, InterruptedException {
    try (ServerProcess server = start();
        AssayClient client = Crew.connect(server.awaitTarget())) {
      violations.addAll(crew.reckon(client));
      server.kill();
    }
  }

  /** What the end of the server's log says in one line for the person who starts it, or null. */
  @Nullable String refusalInLog() throws IOException {
    return Files.readAllLines(log).stream()
        .filter(line -> line.startsWith("assay: "))
        .reduce((first, second) -> second)
        .orElse(null);
  }

  /** Runs what asks a server of a damaged store; a failure that it names is an outcome. */
  void asked(Runnable question) {
    try {
      question.run();
    } catch (AssayException e) {
      if (e.reasonName().equals("STORE_FAILED")) {
        outcome("failed with STORE_FAILED");
      } else {
        violate("a damaged store was reported as " + e.code() + " " + e.reasonName());
      }
    }
  }

  @Override
  public void close() throws IOException {
    crew.close();
  }
}
