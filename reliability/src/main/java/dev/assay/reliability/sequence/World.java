package dev.assay.reliability.sequence;

import com.google.protobuf.Message;
import dev.assay.reliability.sidecar.Answer;
import dev.assay.reliability.sidecar.Call;
import dev.assay.v1.Assignment;
import dev.assay.v1.NextBatchRequest;
import dev.assay.v1.NextBatchResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a sequence knows of what has happened: the tokens that annotators were given and the
 * requests that were made. It gives the numbers of commands their meaning.
 */
public final class World {
  /** A request with an id, and how it was answered. */
  record Made(Call call, Answer answer, long atMillis) {}

  /** An assignment as its annotator knows it. */
  record Granted(String token, String annotatorId) {}

  static final int PROJECTS = 2;
  static final int ANNOTATORS = 4;

  private final List<Made> made = new ArrayList<>();
  private final Map<String, List<Granted>> granted = new TreeMap<>();
  private int requests;

  static String project(Command command) {
    return "projects/p" + Math.floorMod(command.project(), PROJECTS);
  }

  static String annotator(int number) {
    return "ann-" + Math.floorMod(number, ANNOTATORS);
  }

  /** An id that no request had before. */
  String requestId() {
    return "r-" + requests++;
  }

  /** Assignments of one annotator in a project, the latest first. */
  List<Granted> granted(String project, String annotatorId) {
    List<Granted> theirs = new ArrayList<>();
    for (Granted grant : granted.getOrDefault(project, List.of())) {
      if (grant.annotatorId().equals(annotatorId)) {
        theirs.add(0, grant);
      }
    }
    return theirs;
  }

  /** Remembers what a call came to. */
  public void learn(Call call, Answer answer, long nowMillis) {
    if (!RequestIds.has(call)) {
      return;
    }
    if (answer.isOk() && call.messages().get(0) instanceof NextBatchRequest request) {
      for (Assignment assignment : answer.first(NextBatchResponse.class).getAssignmentsList()) {
        if (!assignment.getToken().isEmpty()) {
          granted
              .computeIfAbsent(request.getProject(), name -> new ArrayList<>())
              .add(new Granted(assignment.getToken(), request.getAnnotatorId()));
        }
      }
    }
    if (made.stream().noneMatch(earlier -> RequestIds.areSame(earlier.call(), call))) {
      made.add(new Made(call, answer, nowMillis));
    }
  }

  /** The request that the call repeats or borrows its id from, or null. */
  @Nullable Made before(Call call) {
    return made.stream()
        .filter(earlier -> RequestIds.areSame(earlier.call(), call))
        .findFirst()
        .orElse(null);
  }

  private @Nullable Made earlier(Command command) {
    return made.isEmpty() ? null : made.get(Math.floorMod(command.a(), made.size()));
  }

  @Nullable Call repeated(Command command) {
    Made earlier = earlier(command);
    return earlier == null ? null : earlier.call();
  }

  @Nullable Call reused(Command command) {
    Made earlier = earlier(command);
    if (earlier == null) {
      return null;
    }
    Message other = RequestIds.otherBody(earlier.call().messages().get(0));
    return other == null ? null : new Call(earlier.call().method(), List.of(other));
  }
}
