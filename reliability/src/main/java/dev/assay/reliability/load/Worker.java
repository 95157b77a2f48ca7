package dev.assay.reliability.load;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.Durations;
import dev.assay.client.AssayClient;
import dev.assay.client.AssayException;
import dev.assay.client.LabelClient;
import dev.assay.client.ProjectName;
import dev.assay.reliability.load.Operation.Rpc;
import dev.assay.v1.Assignment;
import dev.assay.v1.Budget;
import dev.assay.v1.Item;
import dev.assay.v1.ItemChunk;
import dev.assay.v1.NextBatchRequest;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.PutItemsHeader;
import dev.assay.v1.ReturnAssignmentsRequest;
import dev.assay.v1.SetCeilingRequest;
import dev.assay.v1.SubmitLabelsRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One client with an annotator of its own. It works until the server is gone, and knows then of at
 * most one request that may or may not have been done; it sends that again, under the same id, when
 * the server is back.
 */
final class Worker {
  static final long PRICE_MICROS = 1_000;
  private static final int MAX_BATCH = 5;
  private static final int MAX_OPEN = 10;
  private static final int NEW_ITEMS = 20;
  private static final int MAX_ROOM = 20;
  private static final int SHORT_LEASE_MILLIS = 1_000;

  /** What a server that lives may say instead of an answer. */
  private static final Set<String> PASSING =
      Set.of("", "OVERLOADED", "SHUTTING_DOWN", "DEADLINE_PASSED");

  private final int number;
  private final ProjectName project;
  private final SplittableRandom random;
  private final AckLog log;
  private final List<Assignment> open = new ArrayList<>();
  private final List<Assignment> labeled = new ArrayList<>();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private @Nullable Operation pending;
  private volatile boolean stopped;
  private boolean refused;
  private int requestCount;
  private int itemCount;
  private final AtomicLong acknowledgedCount = new AtomicLong();

  Worker(int number, ProjectName project, SplittableRandom random, AckLog log) {
    this.number = number;
    this.project = project;
    this.random = random;
    this.log = log;
  }

  String annotatorId() {
    return "annotator-" + number;
  }

  /** How many answers it has noted. */
  long acknowledgedCount() {
    return acknowledgedCount.get();
  }

  /** Takes the reasons of failures that stand for no answer and say that something is wrong. */
  List<String> takeFaults() {
    List<String> taken = List.copyOf(faults);
    faults.clear();
    return taken;
  }

  /** Takes back that it is to end. */
  void ready() {
    stopped = false;
  }

  /** Lets it end after its present call. */
  void stop() {
    stopped = true;
  }

  /** Works until a call has no answer. */
  void work(AssayClient client) {
    try {
      while (!stopped) {
        if (pending == null) {
          pending = next(client);
        }
        settle(client);
      }
    } catch (AssayException e) {
      if (!PASSING.contains(e.reasonName())) {
        faults.add(e.reasonName());
      }
    }
  }

  /** Sends the request whose outcome is unknown once more; returns whether there was one. */
  boolean resolve(AssayClient client) {
    if (pending == null) {
      return false;
    }
    settle(client);
    return true;
  }

  private void settle(AssayClient client) {
    Operation operation = pending;
    if (operation == null) {
      return;
    }
    Answer answer = operation.send(client);
    try {
      log.append(new AckLog.Entry(operation, answer));
      acknowledgedCount.incrementAndGet();
      pending = null;
      learn(operation, answer);
    } catch (IOException e) {
      throw new IllegalStateException("the client's own log cannot be written", e);
    }
  }

  private void learn(Operation operation, Answer answer) throws InvalidProtocolBufferException {
    switch (operation.rpc()) {
      case NEXT_BATCH -> {
        if (answer.isOk()) {
          NextBatchResponse batch = NextBatchResponse.parseFrom(answer.response());
          open.addAll(batch.getAssignmentsList());
          refused = batch.getAssignmentsCount() == 0;
        }
      }
      case SUBMIT_LABELS -> {
        List<String> tokens =
            ((SubmitLabelsRequest) operation.request())
                .getLabelsList().stream().map(label -> label.getToken()).toList();
        open.stream().filter(lease -> tokens.contains(lease.getToken())).forEach(labeled::add);
        open.removeIf(lease -> tokens.contains(lease.getToken()));
      }
      case RETURN_ASSIGNMENTS -> {
        List<String> tokens = ((ReturnAssignmentsRequest) operation.request()).getTokensList();
        open.removeIf(lease -> tokens.contains(lease.getToken()));
      }
      case SET_CEILING, PUT_ITEMS -> refused = false;
    }
  }

  private Operation next(AssayClient client) {
    int chance = random.nextInt(100);
    if (chance < 4) {
      return putItems();
    }
    if (chance < 8 || (refused && chance < 50)) {
      return setCeiling(client.budget().getBudget(project));
    }
    if (chance < 10 && !labeled.isEmpty()) {
      return submit(List.of(labeled.get(random.nextInt(labeled.size())))); // is refused
    }
    if (!open.isEmpty() && chance < 18) {
      return giveBack(open.get(random.nextInt(open.size())));
    }
    if (open.isEmpty() || (chance < 50 && open.size() < MAX_OPEN)) {
      return nextBatch();
    }
    return submit(open.subList(0, 1 + random.nextInt(open.size())));
  }

  private String requestId() {
    return "client-" + number + "-" + requestCount++;
  }

  private Operation nextBatch() {
    NextBatchRequest.Builder request =
        NextBatchRequest.newBuilder()
            .setRequestId(requestId())
            .setProject(project.toString())
            .setAnnotatorId(annotatorId())
            .setMaxAssignments(1 + random.nextInt(MAX_BATCH));
    if (random.nextInt(10) == 0) {
      request.setLease(Durations.fromMillis(SHORT_LEASE_MILLIS));
    }
    return Operation.of(Rpc.NEXT_BATCH, request.build());
  }

  private Operation submit(List<Assignment> leases) {
    SubmitLabelsRequest.Builder request =
        SubmitLabelsRequest.newBuilder()
            .setRequestId(requestId())
            .setProject(project.toString())
            .setAnnotatorId(annotatorId());
    for (Assignment lease : leases) {
      request.addLabels(LabelClient.answer(lease, random.nextBoolean() ? "yes" : "no"));
    }
    return Operation.of(Rpc.SUBMIT_LABELS, request.build());
  }

  private Operation giveBack(Assignment lease) {
    return Operation.of(
        Rpc.RETURN_ASSIGNMENTS,
        ReturnAssignmentsRequest.newBuilder()
            .setRequestId(requestId())
            .setProject(project.toString())
            .setAnnotatorId(annotatorId())
            .addTokens(lease.getToken())
            .build());
  }

  private Operation setCeiling(Budget budget) {
    long committed = budget.getChargedMicros() + budget.getHeldMicros();
    return Operation.of(
        Rpc.SET_CEILING,
        SetCeilingRequest.newBuilder()
            .setRequestId(requestId())
            .setProject(project.toString())
            .setCeilingMicros(committed + random.nextInt(MAX_ROOM) * PRICE_MICROS)
            .build());
  }

  private Operation putItems() {
    ItemChunk.Builder items = ItemChunk.newBuilder();
    for (int i = 0; i < NEW_ITEMS; i++) {
      items.addItems(Item.newBuilder().setId("item-" + number + "-" + itemCount++));
    }
    return new Operation(
        Rpc.PUT_ITEMS,
        PutItemsHeader.newBuilder()
            .setRequestId(requestId())
            .setProject(project.toString())
            .build(),
        items.build());
  }
}
