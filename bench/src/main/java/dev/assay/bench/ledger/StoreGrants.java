package dev.assay.bench.ledger;

import dev.assay.server.store.StoreOptions;
import dev.assay.server.store.engine.StoreEngines;
import dev.assay.server.store.sqlite.SqliteEngine;
import dev.assay.server.store.sqlite.StatementTrace;
import dev.assay.v1.NextBatchRequest;
import dev.assay.v1.NextBatchResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/**
 * Grants at the store's interface. Every run begins with a copy of one store, so that all runs do
 * the same work.
 */
public final class StoreGrants {
  /** As many as the server has for its calls. */
  private static final int COMPLETION_THREADS = 4;

  private static final int ANNOTATORS = 64;

  private final Path prepared;
  private final String project;
  private final int callers;
  private int copies;

  /**
   * @param prepared a closed store with one project
   * @param project its resource name
   */
  public StoreGrants(Path prepared, String project, int callers) {
    this.prepared = prepared;
    this.project = project;
    this.callers = callers;
  }

  /** Grants batches of a size, {@code warmUp} of them before the clock runs. */
  public ClosedLoop.Result measure(int size, int warmUp, int count) throws IOException {
    return run(copy(), size, warmUp, count, UnaryOperator.identity());
  }

  /**
   * The statements of grants by themselves.
   *
   * @param count statements that were run, a batch counted as its rows
   * @param seconds that they took
   */
  public record Statements(long count, double seconds) {}

  /** Runs the statements of so many grants by themselves. */
  public Statements statements(int size, int count) throws IOException {
    StatementTrace trace = new StatementTrace();
    run(copy(), size, 0, count, trace::record);
    try {
      trace.replay(copy()); // warms up
      return new Statements(trace.statementCount(), trace.replay(copy()));
    } catch (SQLException e) {
      throw new IOException("the statements cannot be run again", e);
    }
  }

  private Path copy() throws IOException {
    return Files.copy(prepared, prepared.resolveSibling("copy-" + copies++ + ".db"));
  }

  private ClosedLoop.Result run(
      Path file, int size, int warmUp, int count, UnaryOperator<Connection> through) {
    ExecutorService completions = Executors.newFixedThreadPool(COMPLETION_THREADS);
    StoreOptions options = StoreOptions.defaults().withCompletions(completions);
    try (GrantingStore store =
        new GrantingStore(
            StoreEngines.over(
                SqliteEngine.open(file, options, InstantSource.system(), through),
                options,
                InstantSource.system()))) {
      return ClosedLoop.run(
          callers, warmUp, count, number -> granted(store.grant(request(project, number, size))));
    } finally {
      completions.shutdown();
    }
  }

  /** The request of that number, with an id as random as the ids of real callers. */
  public static NextBatchRequest request(String project, int number, int size) {
    SplittableRandom random = new SplittableRandom(number);
    return NextBatchRequest.newBuilder()
        .setRequestId(new UUID(random.nextLong(), random.nextLong()).toString())
        .setProject(project)
        .setAnnotatorId("annotator-" + number % ANNOTATORS)
        .setMaxAssignments(size)
        .build();
  }

  /** The assignments of the batch: fewer than asked where a wave ended; none is a failure. */
  public static CompletableFuture<Integer> granted(CompletableFuture<NextBatchResponse> batch) {
    return batch.thenApply(
        response -> {
          if (response.getAssignmentsCount() == 0) {
            throw new IllegalStateException("an empty batch: " + response.getStopReason());
          }
          return response.getAssignmentsCount();
        });
  }
}
