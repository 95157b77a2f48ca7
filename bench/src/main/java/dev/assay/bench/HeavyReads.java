package dev.assay.bench;

import dev.assay.client.AssayClient;
import dev.assay.client.ProjectName;
import dev.assay.v1.EstimateMetricRequest;
import dev.assay.v1.GetSpendReportRequest;
import dev.assay.v1.ListAssignmentsRequest;
import dev.assay.v1.ListAuditEventsRequest;
import dev.assay.v1.ListItemsRequest;
import dev.assay.v1.ListJournalEntriesRequest;
import dev.assay.v1.ListLabelsRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Twelve callers, each of whom asks for something that reads much, again and again. */
final class HeavyReads implements AutoCloseable {
  private static final int LARGE_PAGE = 1_000;

  private final AtomicBoolean stopped = new AtomicBoolean();
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
  private final Map<String, LongAccumulator> longest = new LinkedHashMap<>();
  private final List<Thread> threads = new ArrayList<>();

  private HeavyReads() {}

  /** Begins the mix. */
  static HeavyReads start(ServerProcess server, ProjectName project) {
    HeavyReads reads = new HeavyReads();
    of(project).forEach((name, read) -> reads.begin(server, name, read));
    return reads;
  }

  /** Begins with twelve callers of one kind. */
  static HeavyReads twelve(ServerProcess server, ProjectName project, String name) {
    HeavyReads reads = new HeavyReads();
    Consumer<AssayClient> read = Objects.requireNonNull(of(project).get(name));
    for (int i = 0; i < 12; i++) {
      reads.begin(server, name, read);
    }
    return reads;
  }

  /** Every kind, by its name. */
  static Map<String, Consumer<AssayClient>> of(ProjectName project) {
    String name = project.toString();
    Map<String, Consumer<AssayClient>> reads = new LinkedHashMap<>();
    reads.put("GetPoolSummary", client -> client.pool().getPoolSummary(project));
    reads.put("EstimatePrevalence", client -> client.estimation().estimatePrevalence(project));
    reads.put("EstimateAccuracy", client -> client.estimation().estimateAccuracy(project));
    reads.put(
        "ListItems",
        client ->
            client
                .pool()
                .listItemsPage(
                    ListItemsRequest.newBuilder()
                        .setProject(name)
                        .setPageSize(LARGE_PAGE)
                        .build()));
    reads.put(
        "ListLabels",
        client ->
            client
                .labels()
                .listLabelsPage(
                    ListLabelsRequest.newBuilder()
                        .setProject(name)
                        .setPageSize(LARGE_PAGE)
                        .build()));
    reads.put(
        "ListAuditEvents",
        client ->
            client
                .audit()
                .listAuditEventsPage(
                    ListAuditEventsRequest.newBuilder()
                        .setProject(name)
                        .setPageSize(LARGE_PAGE)
                        .build()));
    reads.put(
        "GetSpendReport",
        client ->
            client
                .budget()
                .getSpendReport(GetSpendReportRequest.newBuilder().setProject(name).build()));
    reads.put("GetForecast", client -> client.budget().getForecast(project));
    reads.put("VerifyBudget", client -> client.budget().verifyBudget(project));
    reads.put(
        "EstimateMetric",
        client ->
            client
                .estimation()
                .estimateMetric(
                    EstimateMetricRequest.newBuilder()
                        .setProject(name)
                        .setMetric("precision")
                        .setClassName("class0")
                        .build()));
    reads.put(
        "ListAssignments",
        client ->
            client
                .acquisition()
                .listAssignmentsPage(ListAssignmentsRequest.newBuilder().setProject(name).build()));
    reads.put(
        "ListJournalEntries",
        client ->
            client
                .budget()
                .listJournalEntriesPage(
                    ListJournalEntriesRequest.newBuilder().setProject(name).build()));
    return reads;
  }

  private void begin(ServerProcess server, String name, Consumer<AssayClient> read) {
    LongAccumulator most = longest.computeIfAbsent(name, key -> new LongAccumulator(Math::max, 0));
    Thread thread =
        new Thread(
            () -> {
              try (AssayClient client = server.client()) {
                while (!stopped.get()) {
                  long begin = System.nanoTime();
                  read.accept(client);
                  most.accumulate(System.nanoTime() - begin);
                }
              } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
              }
            },
            name);
    threads.add(thread);
    thread.start();
  }

  /** The nanoseconds of the longest of each kind that has ended. */
  Map<String, Long> longest() {
    Map<String, Long> nanos = new LinkedHashMap<>();
    longest.forEach((name, most) -> nanos.put(name, most.get()));
    return nanos;
  }

  @Override
  public void close() {
    stopped.set(true);
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    RuntimeException first = failure.get();
    if (first != null) {
      throw first;
    }
  }
}
