package dev.assay.client;

import dev.assay.v1.EstimateAccuracyRequest;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A connection to an Assay server. Thread-safe; make one and share it.
 *
 * <pre>{@code
 * try (AssayClient client = AssayClient.connect("localhost:7070")) {
 *   ProjectName project = ProjectName.of("digits");
 *   NextBatchResponse batch = client.acquisition().nextBatch(project, "annotator-7", 10);
 *   List<LabelSubmission> answers =
 *       batch.getAssignmentsList().stream().map(a -> LabelClient.answer(a, ask(a.getItemId()))).toList();
 *   client.labels().submitLabels(project, "annotator-7", answers);
 * }
 * }</pre>
 *
 * <p>Every call has a deadline, and fails with an {@link AssayException}. Calls that change
 * something carry a request id, which the client fills in where the caller left it empty, and are
 * repeated under the same id while the server is unavailable, until their deadline; see {@link
 * RetryPolicy}. Where a thread is interrupted in a blocking call, the call is cancelled; see {@link
 * CallInterruptedException}. Futures are completed on the client's executor, exceptionally with the
 * same exceptions; cancelling one, though not one derived from it, cancels its call.
 */
public final class AssayClient implements AutoCloseable {
  /** How long {@link #close} waits for calls in flight before it cancels them. */
  public static final Duration CLOSE_GRACE = Duration.ofSeconds(10);

  private final ManagedChannel channel;
  private final Rpc rpc;

  AssayClient(
      ManagedChannel channel,
      CallOptions options,
      Duration deadline,
      Duration streamDeadline,
      RequestIds requestIds,
      boolean repeats) {
    this.channel = channel;
    this.rpc = new Rpc(channel, options, deadline, streamDeadline, requestIds, repeats);
  }

  /**
   * Makes a client with every setting at its default: plain text, no token. It connects at the
   * first call.
   *
   * @param target {@code host:port}
   * @return the client, to be closed
   */
  public static AssayClient connect(String target) {
    return builder().target(target).build();
  }

  /** Returns a builder, for everything that {@link #connect} leaves at its default. */
  public static AssayClientBuilder builder() {
    return new AssayClientBuilder();
  }

  /** Returns the calls that make and change projects. */
  public ProjectClient projects() {
    return new ProjectClient(rpc);
  }

  /** Returns the calls that fill and read the pool. */
  public PoolClient pool() {
    return new PoolClient(rpc);
  }

  /** Returns the calls that get work for annotators. */
  public AcquisitionClient acquisition() {
    return new AcquisitionClient(rpc);
  }

  /** Returns the calls that hand in answers. */
  public LabelClient labels() {
    return new LabelClient(rpc);
  }

  /** Returns the calls that say who works, on which terms and how well. */
  public AnnotatorClient annotators() {
    return new AnnotatorClient(rpc);
  }

  /** Returns the calls that keep items whose right answers are known. */
  public GoldClient gold() {
    return new GoldClient(rpc);
  }

  /** Returns the calls that settle disputed items. */
  public AdjudicationClient adjudications() {
    return new AdjudicationClient(rpc);
  }

  /** Returns the calls that read and cap spending. */
  public BudgetClient budget() {
    return new BudgetClient(rpc);
  }

  /** Returns the calls that say what labels have taught. */
  public EstimationClient estimation() {
    return new EstimationClient(rpc);
  }

  /**
   * Watches the estimated accuracy of a model version, asking again from time to time.
   *
   * @param request which estimate; without a model version the current one of each moment
   * @param options how long it waits, and when it ends
   * @return the changes, the estimate of now first; an unknown project is reported when it is read
   */
  public EstimateWatch watchAccuracy(EstimateAccuracyRequest request, WatchOptions options) {
    return new EstimateWatch(estimation(), request, options, time -> Thread.sleep(time.toMillis()));
  }

  /** Returns the calls that say what to do next, and what an estimate is made of. */
  public AdviceClient advice() {
    return new AdviceClient(rpc);
  }

  /** Returns the calls that buy labels to measure a model version with. */
  public EvaluationClient evaluations() {
    return new EvaluationClient(rpc);
  }

  /** Returns the calls that give what to train on. */
  public TrainingSetClient trainingSets() {
    return new TrainingSetClient(rpc);
  }

  /** Returns the calls that show what happened and why. */
  public AuditClient audit() {
    return new AuditClient(rpc);
  }

  /**
   * Asks the server whether it serves, by the standard health service. The question is not
   * repeated.
   *
   * @return false when it says that it does not, or cannot be reached
   * @throws AssayException if it answers in another way, for example that the bearer token is wrong
   */
  public boolean isServing() {
    return isServing("");
  }

  /**
   * Asks the server whether it serves one of its services.
   *
   * @param service the full name, for example {@code assay.v1.PoolService}
   * @return false when it says that it does not, or cannot be reached
   * @throws NotFoundException if it has no such service
   */
  public boolean isServing(String service) {
    return HealthCheck.isServing(rpc, service);
  }

  /**
   * Takes no new calls, waits up to {@link #CLOSE_GRACE} for those in flight, then cancels them. An
   * interrupted thread waits no longer.
   */
  @Override
  public void close() {
    channel.shutdown();
    try {
      if (!channel.awaitTermination(CLOSE_GRACE.toNanos(), TimeUnit.NANOSECONDS)) {
        channel.shutdownNow();
      }
    } catch (InterruptedException e) {
      channel.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  Rpc rpc() {
    return rpc;
  }

  static String version() {
    String version = AssayClient.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
