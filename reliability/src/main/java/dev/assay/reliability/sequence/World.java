package dev.assay.reliability.sequence;

import com.google.protobuf.Message;
import dev.assay.reliability.sidecar.Answer;
import dev.assay.reliability.sidecar.Call;
import dev.assay.v1.NextBatchRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a sequence knows of what has happened: the tokens that annotators were given and the
 * requests that were made. It gives the numbers of commands their meaning.
 */
public final class World {
  /** A request with an id, and how it was answered. */
  record Made(Call call, Answer answer, long atMillis) {}

  static final int PROJECTS = 2;
  static final int ANNOTATORS = 4;

  private final List<Made> made = new ArrayList<>();
  private final Tokens tokens = new Tokens();
  private final Findings findings = new Findings();
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

  Tokens tokens() {
    return tokens;
  }

  /** Mostly an item whose key was put. */
  String goldItem(String project, int choice) {
    return pick(findings.gold(project), choice);
  }

  /** Mostly an item that is disputed. */
  String disputedItem(String project, int choice) {
    List<String> disputed = findings.disputed(project);
    return disputed.isEmpty() ? labeledItem(project, choice) : pick(disputed, choice);
  }

  /** Mostly an item that was answered. */
  String labeledItem(String project, int choice) {
    return pick(tokens.labeledItems(project), choice);
  }

  /** One of these, or any item where there is none, and now and then although there is. */
  private static String pick(List<String> items, int choice) {
    boolean any = items.isEmpty() || choice % 16 == 15;
    return any ? PoolVerbs.item(choice) : items.get(Math.floorMod(choice, items.size()));
  }

  /** Remembers what a call came to. */
  public void learn(Call call, Answer answer, long nowMillis) {
    Message request = call.messages().get(0);
    boolean isFirst = RequestIds.has(call) && before(call) == null;
    if (answer.isOk()) {
      findings.learn(request, answer);
      // An old batch may be asked for when nobody remembers it; an old transfer says nothing new.
      if (isFirst || (RequestIds.has(call) && request instanceof NextBatchRequest)) {
        tokens.learn(request, answer);
      }
    }
    if (isFirst) {
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

  /** The requests that are remembered by their ids, as they were answered first. */
  public Map<Call, Answer> answered() {
    Map<Call, Answer> answered = new LinkedHashMap<>();
    made.forEach(one -> answered.put(one.call(), one.answer()));
    return answered;
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
    return earlier == null ? null : RequestIds.other(earlier.call(), command.b());
  }
}
