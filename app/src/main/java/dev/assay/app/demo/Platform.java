package dev.assay.app.demo;

import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import dev.assay.app.demo.crowd.Annotator;
import dev.assay.client.LabelClient;
import dev.assay.sampling.SeededStream;
import dev.assay.v1.Assignment;
import dev.assay.v1.Item;
import dev.assay.v1.LabelSubmission;
import dev.assay.v1.ListItemsRequest;
import dev.assay.v1.NextBatchRequest;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.ReturnAssignmentsRequest;
import dev.assay.v1.StopReason;
import dev.assay.v1.SubmitLabelsRequest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The annotation platform of one arm: its annotators take turns, ask for work and answer it. They
 * work one after the other, so that what each is served is the same in every run.
 */
final class Platform {
  /** How often a batch that waits for its wave is asked for again. */
  private static final int MAX_WAITS = 60;

  private final Arm arm;
  private final DemoPlan plan;
  private final List<Annotator> annotators;
  private final Set<String> served = new HashSet<>();
  private final Set<String> leases = new HashSet<>();
  private long labelCount;
  private long turnCount;
  private @Nullable Kept kept;

  /** A batch that an annotator took and did not answer. */
  private record Kept(Annotator annotator, List<Assignment> assignments) {}

  Platform(Arm arm, DemoPlan plan, List<Annotator> annotators) {
    this.arm = arm;
    this.plan = plan;
    this.annotators = annotators;
  }

  /** The ids of all items that anybody was asked about. */
  Set<String> served() {
    return new TreeSet<>(served);
  }

  /** Labels submitted so far. */
  long labelCount() {
    return labelCount;
  }

  /**
   * Lets the annotators work until so many labels were bought since the beginning, and on until
   * every item that was begun is settled.
   *
   * @return why work ended before, or null when it did not
   */
  @Nullable StopReason work(long targetLabels) {
    StopReason reason = null;
    int idle = 0;
    while (labelCount < targetLabels && idle < annotators.size()) {
      for (Annotator annotator : turn()) {
        long missing = targetLabels - labelCount;
        if (missing > 0 && idle < annotators.size()) {
          // Half of what is missing: what is begun now asks for another vote later.
          int wanted = (int) Math.min(plan.batchSize(), (missing + 1) / 2);
          NextBatchResponse batch = ask(annotator, wanted);
          answer(annotator, batch.getAssignmentsList());
          boolean isEmpty = batch.getAssignmentsCount() == 0;
          idle = isEmpty ? idle + 1 : 0;
          reason = isEmpty ? batch.getStopReason() : null;
        }
      }
    }
    finish();
    return idle == 0 ? null : reason;
  }

  /** Asks for what is begun and not settled, and for no more. */
  private void finish() {
    boolean isWorking = true;
    while (isWorking) {
      isWorking = false;
      for (Annotator annotator : turn()) {
        int waiting = waitingFor(annotator);
        if (waiting > 0) {
          NextBatchResponse batch = ask(annotator, waiting);
          answer(annotator, batch.getAssignmentsList());
          isWorking |= batch.getAssignmentsCount() > 0;
        }
      }
    }
  }

  /** Items that wait for a vote which this annotator could give. */
  private int waitingFor(Annotator annotator) {
    ListItemsRequest begun =
        ListItemsRequest.newBuilder()
            .setProject(arm.name().toString())
            .setStateFilter(Item.State.STATE_IN_PROGRESS)
            .setIncludeOutcome(true)
            .build();
    int count = 0;
    for (Item item : arm.client().pool().listItems(begun)) {
      count += leases.contains(lease(annotator, item.getId())) ? 0 : 1;
    }
    return Math.min(count, plan.batchSize());
  }

  /** One annotator takes a batch and leaves it open: its price is held. */
  void keepBatch() {
    Annotator annotator = annotators.get(annotators.size() - 1);
    NextBatchResponse batch = ask(annotator, plan.batchSize());
    kept = new Kept(annotator, batch.getAssignmentsList());
  }

  /** Gives the open batch back, if there is one: the hold is released, others get the items. */
  void returnBatch() {
    Kept open = kept;
    if (open == null || open.assignments().isEmpty()) {
      return;
    }
    arm.client()
        .acquisition()
        .returnAssignments(
            ReturnAssignmentsRequest.newBuilder()
                .setRequestId(arm.requests().next("return"))
                .setProject(arm.name().toString())
                .setAnnotatorId(open.annotator().id())
                .addAllTokens(open.assignments().stream().map(Assignment::getToken).toList())
                .setReason("abandoned")
                .build());
    kept = null;
  }

  /** Everybody once, in an order that changes, so that all pairs vote together. */
  private List<Annotator> turn() {
    int[] order = new int[annotators.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    turnCount++;
    new SeededStream(plan.seed(), turnCount).shuffle(order);
    return Arrays.stream(order).mapToObj(annotators::get).toList();
  }

  private NextBatchResponse ask(Annotator annotator, int count) {
    NextBatchResponse batch = askOnce(annotator, count);
    for (int again = 0; again < MAX_WAITS && isPending(batch); again++) {
      pause(batch.getRetryDelay());
      batch = askOnce(annotator, count);
    }
    for (Assignment assignment : batch.getAssignmentsList()) {
      served.add(assignment.getItemId());
      leases.add(lease(annotator, assignment.getItemId()));
    }
    return batch;
  }

  private NextBatchResponse askOnce(Annotator annotator, int count) {
    return arm.client()
        .acquisition()
        .nextBatch(
            NextBatchRequest.newBuilder()
                .setRequestId(arm.requests().next("next-batch"))
                .setProject(arm.name().toString())
                .setAnnotatorId(annotator.id())
                .setMaxAssignments(count)
                .build());
  }

  /** Whether there is nothing yet, because the server is still drawing the wave. */
  private static boolean isPending(NextBatchResponse batch) {
    return batch.getAssignmentsCount() == 0
        && batch.getStopReason() == StopReason.STOP_REASON_WAVE_PENDING;
  }

  private static void pause(Duration delay) {
    try {
      Thread.sleep(Math.max(Durations.toMillis(delay), 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the server was drawing a wave", e);
    }
  }

  private void answer(Annotator annotator, List<Assignment> assignments) {
    if (assignments.isEmpty()) {
      return;
    }
    List<LabelSubmission> labels =
        assignments.stream()
            .map(assignment -> LabelClient.answer(assignment, opinion(annotator, assignment)))
            .toList();
    arm.client()
        .labels()
        .submitLabels(
            SubmitLabelsRequest.newBuilder()
                .setRequestId(arm.requests().next("submit"))
                .setProject(arm.name().toString())
                .setAnnotatorId(annotator.id())
                .addAllLabels(labels)
                .build());
    labelCount += labels.size();
  }

  private String opinion(Annotator annotator, Assignment assignment) {
    int row = plan.dataset().row(assignment.getItemId());
    int answer = annotator.answer(assignment.getItemId(), plan.dataset().classes()[row]);
    return plan.dataset().classNames().get(answer);
  }

  private static String lease(Annotator annotator, String itemId) {
    return annotator.id() + " " + itemId;
  }
}
