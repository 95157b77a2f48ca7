package dev.assay.reliability.load;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.assay.client.AssayClient;
import dev.assay.client.ProjectName;
import dev.assay.reliability.book.Books;
import dev.assay.reliability.book.JournalBook;
import dev.assay.v1.Assignment;
import dev.assay.v1.Funding;
import dev.assay.v1.Item;
import dev.assay.v1.ItemChunk;
import dev.assay.v1.JournalEntry.Kind;
import dev.assay.v1.LabelReceipt;
import dev.assay.v1.ListItemsRequest;
import dev.assay.v1.ListLabelsRequest;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.ReturnAssignmentsRequest;
import dev.assay.v1.SubmitLabelsResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares everything that clients were told with everything that a server shows. No request may be
 * without a known answer while this runs: then the two must explain each other in both directions,
 * and what is in the journal or among the labels without an acknowledgement is as wrong as what is
 * missing.
 */
final class Reckoning {
  private static final int PAGE = 1_000;

  private final AssayClient client;
  private final ProjectName project;
  private final List<String> violations = new ArrayList<>();
  private JournalBook journal = new JournalBook();

  Reckoning(AssayClient client, ProjectName project) {
    this.client = client;
    this.project = project;
  }

  /** How many journal entries were read. */
  long entryCount() {
    return journal.size();
  }

  /** Reads the journal and the balance; returns what does not add up. */
  List<String> addUp() {
    readJournal();
    return violations;
  }

  /**
   * Reads and compares everything.
   *
   * @param told by annotator, what each client has noted
   * @return what is wrong
   */
  List<String> compare(Map<String, List<AckLog.Entry>> told) throws InvalidProtocolBufferException {
    readJournal();
    Set<String> known = new HashSet<>();
    Map<String, Integer> labels = new HashMap<>();
    for (Map.Entry<String, List<AckLog.Entry>> client : told.entrySet()) {
      Map<String, String> items = new HashMap<>();
      for (AckLog.Entry entry : client.getValue()) {
        known.add(entry.operation().requestId());
        compare(entry, client.getKey(), items, labels);
      }
    }
    for (String requestId : journal.requestIds()) {
      if (requestId.startsWith("client-") && !known.contains(requestId)) {
        violations.add("the journal holds request " + requestId + ", which was never answered");
      }
    }
    compareLabels(labels);
    compareItems(told);
    return violations;
  }

  private void readJournal() {
    Books books = Books.read(client, project);
    journal = books.journal();
    violations.addAll(books.violations());
  }

  /** Compares one answer with the journal, and notes the labels that it tells of. */
  private void compare(
      AckLog.Entry entry, String annotator, Map<String, String> items, Map<String, Integer> labels)
      throws InvalidProtocolBufferException {
    Operation operation = entry.operation();
    String requestId = operation.requestId();
    if (!entry.answer().isOk()) {
      requireNone(requestId);
      return;
    }
    switch (operation.rpc()) {
      case NEXT_BATCH -> {
        NextBatchResponse batch = NextBatchResponse.parseFrom(entry.answer().response());
        require(requestId, Kind.KIND_HOLD, batch.getAssignmentsCount());
        for (Assignment lease : batch.getAssignmentsList()) {
          items.put(lease.getToken(), lease.getItemId());
        }
      }
      case SUBMIT_LABELS -> {
        SubmitLabelsResponse response = SubmitLabelsResponse.parseFrom(entry.answer().response());
        int funded = 0;
        for (LabelReceipt receipt : response.getReceiptsList()) {
          funded += receipt.getFunding() == Funding.FUNDING_FUNDED ? 1 : 0;
          labels.merge(items.get(receipt.getToken()) + " by " + annotator, 1, Integer::sum);
        }
        int charges =
            journal.count(requestId, Kind.KIND_CHARGE)
                + journal.count(requestId, Kind.KIND_LATE_CHARGE);
        requireEqual(requestId, "charges", charges, funded);
      }
      case RETURN_ASSIGNMENTS ->
          require(
              requestId,
              Kind.KIND_RELEASE,
              ((ReturnAssignmentsRequest) operation.request()).getTokensCount());
      case SET_CEILING -> require(requestId, Kind.KIND_CEILING, 1);
      case PUT_ITEMS -> {
        // in no journal; compared with the pool
      }
    }
  }

  private void require(String requestId, Kind kind, int expected) {
    requireEqual(requestId, String.valueOf(kind), journal.count(requestId, kind), expected);
  }

  private void requireNone(String requestId) {
    for (Kind kind : Kind.values()) {
      if (kind != Kind.UNRECOGNIZED) {
        require(requestId, kind, 0);
      }
    }
  }

  private void requireEqual(String requestId, String what, int actual, int expected) {
    if (actual != expected) {
      violations.add(
          "request %s: %d %s in the journal, and %d acknowledged"
              .formatted(requestId, actual, what, expected));
    }
  }

  private void compareLabels(Map<String, Integer> acknowledged) {
    Map<String, Integer> stored = new HashMap<>();
    client
        .labels()
        .listLabels(
            ListLabelsRequest.newBuilder().setProject(project.toString()).setPageSize(PAGE).build())
        .forEach(
            label ->
                stored.merge(label.getItemId() + " by " + label.getAnnotatorId(), 1, Integer::sum));
    acknowledged.forEach(
        (label, count) -> {
          int found = stored.getOrDefault(label, 0);
          if (found != count) {
            violations.add(found + " labels of " + label + ", and " + count + " acknowledged");
          }
        });
    stored.keySet().removeAll(acknowledged.keySet());
    stored.forEach((label, count) -> violations.add(count + " labels of " + label + " of nobody"));
  }

  private void compareItems(Map<String, List<AckLog.Entry>> told) {
    Set<String> stored = new HashSet<>();
    client
        .pool()
        .listItems(
            ListItemsRequest.newBuilder().setProject(project.toString()).setPageSize(PAGE).build())
        .forEach(item -> stored.add(item.getId()));
    for (List<AckLog.Entry> entries : told.values()) {
      for (AckLog.Entry entry : entries) {
        if (entry.operation().rpc() == Operation.Rpc.PUT_ITEMS && entry.answer().isOk()) {
          for (Item item : ((ItemChunk) entry.operation().request()).getItemsList()) {
            if (!stored.contains(item.getId())) {
              violations.add("item " + item.getId() + " was acknowledged and is missing");
            }
          }
        }
      }
    }
  }
}
