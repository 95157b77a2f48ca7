package dev.assay.reliability.sequence;

import com.google.protobuf.Message;
import dev.assay.reliability.sidecar.Answer;
import dev.assay.v1.Assignment;
import dev.assay.v1.LabelSubmission;
import dev.assay.v1.NextBatchRequest;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.ReturnAssignmentsRequest;
import dev.assay.v1.SubmitLabelsRequest;
import dev.assay.v1.TransferAssignmentsRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tokens that annotators were given, the latest first, and what they did with them. */
final class Tokens {
  /** A token that looks like one and is of no assignment. */
  static final String MADE_UP = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

  /** What became of an assignment, as far as callers know. */
  private enum State {
    OPEN,
    LABELED,
    RETURNED
  }

  /** An assignment as its annotator knows it. */
  private static final class Granted {
    final String project;
    final String itemId;
    String annotatorId;
    State state = State.OPEN;

    Granted(String project, String itemId, String annotatorId) {
      this.project = project;
      this.itemId = itemId;
      this.annotatorId = annotatorId;
    }

    boolean isOf(String project, String annotatorId) {
      return this.project.equals(project) && this.annotatorId.equals(annotatorId);
    }
  }

  private final List<String> latestFirst = new ArrayList<>();
  private final Map<String, Granted> granted = new TreeMap<>();

  /** Tokens of one annotator that were neither answered nor given back. */
  List<String> open(String project, String annotatorId) {
    return latestFirst.stream()
        .filter(token -> granted(token).isOf(project, annotatorId))
        .filter(token -> granted(token).state == State.OPEN)
        .toList();
  }

  /** All tokens of one annotator. */
  List<String> all(String project, String annotatorId) {
    return latestFirst.stream().filter(token -> granted(token).isOf(project, annotatorId)).toList();
  }

  /** A token that the annotator has answered under, or one that is made up. */
  String labeled(String project, String annotatorId, int choice) {
    List<String> labeled =
        all(project, annotatorId).stream()
            .filter(token -> granted(token).state == State.LABELED)
            .toList();
    return labeled.isEmpty() ? MADE_UP : labeled.get(Math.floorMod(choice, labeled.size()));
  }

  /** Items that were answered in a project, those of the latest grants first. */
  List<String> labeledItems(String project) {
    return latestFirst.stream()
        .map(this::granted)
        .filter(grant -> grant.project.equals(project) && grant.state == State.LABELED)
        .map(grant -> grant.itemId)
        .distinct()
        .toList();
  }

  private Granted granted(String token) {
    Granted grant = granted.get(token);
    if (grant == null) {
      throw new IllegalStateException("every token that is listed is known");
    }
    return grant;
  }

  /** Learns from a request that was served. */
  void learn(Message request, Answer answer) {
    if (request instanceof NextBatchRequest next) {
      for (Assignment assignment : answer.first(NextBatchResponse.class).getAssignmentsList()) {
        add(next, assignment);
      }
    } else if (request instanceof SubmitLabelsRequest submit) {
      submit.getLabelsList().stream()
          .map(LabelSubmission::getToken)
          .forEach(token -> close(token, State.LABELED));
    } else if (request instanceof ReturnAssignmentsRequest back) {
      back.getTokensList().forEach(token -> close(token, State.RETURNED));
    } else if (request instanceof TransferAssignmentsRequest transfer) {
      transfer
          .getTokensList()
          .forEach(token -> granted(token).annotatorId = transfer.getNewAnnotatorId());
    }
  }

  private void add(NextBatchRequest request, Assignment assignment) {
    String token = assignment.getToken();
    if (!token.isEmpty() && !granted.containsKey(token)) {
      granted.put(
          token,
          new Granted(request.getProject(), assignment.getItemId(), request.getAnnotatorId()));
      latestFirst.add(0, token);
    }
  }

  private void close(String token, State state) {
    granted(token).state = state;
  }
}
