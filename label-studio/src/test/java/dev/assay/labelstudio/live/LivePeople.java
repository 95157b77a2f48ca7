package dev.assay.labelstudio.live;

import com.google.gson.JsonParser;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** People who label in Label Studio, by the calls that its page makes for them. */
final class LivePeople {
  private final LiveWorld world;
  private final Map<String, String> tokens = new LinkedHashMap<>();

  LivePeople(LiveWorld world, String... names) throws Exception {
    this.world = world;
    for (String name : names) {
      tokens.put(name, world.studio.signUp(name + System.nanoTime() + "@example.org"));
    }
  }

  /** A task that a person was given. */
  record Served(String name, long task) {}

  /**
   * The people take turns; who is given nothing is passed over. Null when nobody is for so long.
   *
   * @param turn whose turn it is, counted on for ever
   */
  @Nullable Served served(long project, int turn, Duration patience) {
    List<String> names = new ArrayList<>(tokens.keySet());
    Served[] found = {null};
    try {
      Awaitility.await()
          .atMost(patience)
          .pollInterval(Duration.ofMillis(300))
          .until(
              () -> {
                for (int i = 0; i < names.size() && found[0] == null; i++) {
                  String name = names.get((turn + i) % names.size());
                  Long task = next(name, project);
                  if (task != null) {
                    found[0] = new Served(name, task);
                  }
                }
                return found[0] != null;
              });
    } catch (ConditionTimeoutException e) {
      return null;
    }
    return found[0];
  }

  /** The person's next task, which is waited for. */
  long awaitNext(String name, long project) {
    return LiveWorld.await(
        "a task for " + name,
        () -> {
          try {
            Long task = next(name, project);
            return task == null ? 0 : task;
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Nullable Long next(String name, long project) throws Exception {
    HttpResponse<String> response =
        world.studio.exchange(token(name), "GET", "/api/projects/" + project + "/next/", null);
    return response.statusCode() == 404
        ? null
        : JsonParser.parseString(response.body()).getAsJsonObject().get("id").getAsLong();
  }

  /** Answers with a digit, and returns the annotation's id. */
  long answer(String name, long task, String digit) throws Exception {
    return send(
        name,
        "POST",
        "/api/tasks/" + task + "/annotations/",
        "{\"result\":" + result(digit) + ",\"lead_time\":2.0}");
  }

  void skip(String name, long task) throws Exception {
    send(
        name,
        "POST",
        "/api/tasks/" + task + "/annotations/",
        "{\"result\":[],\"was_cancelled\":true,\"lead_time\":1.0}");
  }

  void change(String name, long annotation, String digit) throws Exception {
    send(
        name,
        "PATCH",
        "/api/annotations/" + annotation + "/",
        "{\"result\":" + result(digit) + "}");
  }

  void delete(String name, long annotation) throws Exception {
    world.studio.exchange(token(name), "DELETE", "/api/annotations/" + annotation + "/", null);
  }

  /** Answers in the name of somebody else. */
  void forge(String name, String other, long task, String digit) throws Exception {
    long user =
        world
            .studio
            .send(token(other), "GET", "/api/current-user/whoami", null)
            .getAsJsonObject()
            .get("id")
            .getAsLong();
    send(
        name,
        "POST",
        "/api/tasks/" + task + "/annotations/",
        "{\"completed_by\":" + user + ",\"result\":" + result(digit) + "}");
  }

  /** What is on the task's image. */
  String truth(long task) throws Exception {
    return world.digits.truth(
        world
            .studio
            .asAdmin("GET", "/api/tasks/" + task + "/", null)
            .getAsJsonObject()
            .getAsJsonObject("data")
            .get("name")
            .getAsString());
  }

  private long send(String name, String method, String path, String body) throws Exception {
    return world
        .studio
        .send(token(name), method, path, body)
        .getAsJsonObject()
        .get("id")
        .getAsLong();
  }

  private String token(String name) {
    return Objects.requireNonNull(tokens.get(name));
  }

  private static String result(String digit) {
    return "[{\"from_name\":\"digit\",\"to_name\":\"image\",\"type\":\"choices\","
        + "\"value\":{\"choices\":[\""
        + digit
        + "\"]}}]";
  }
}
