package dev.assay.labelstudio.fake;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Label Studio's HTTP over a {@link FakeLabelStudio}: the calls that the bridge makes. */
public final class FakeServer implements AutoCloseable {
  /** A personal access token has the shape of a signed document. */
  public static final String PERSONAL = "eyJhbGciOiJIUzI1NiJ9.eyJ1IjoxfQ.c2lnbmF0dXJl";

  public static final String LEGACY = "0123456789abcdef0123456789abcdef01234567";
  private static final Pattern NUMBERED =
      Pattern.compile("/api/(projects|tasks|webhooks)/([0-9]+)(/[a-z/]*)?");

  private final FakeLabelStudio studio;
  private final HttpServer server;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();
  private volatile int failureStatus;
  private final Semaphore waiting = new Semaphore(0);
  private volatile CountDownLatch held = new CountDownLatch(0);
  private volatile boolean answersLost;
  private volatile boolean refusesWebhooks;
  private volatile String access = "";
  private int exchanged;

  /** An answer that is no success. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;

    Refused(int status) {
      this.status = status;
    }
  }

  public FakeServer(FakeLabelStudio studio) throws IOException {
    this(studio, 0);
  }

  public FakeServer(FakeLabelStudio studio, int port) throws IOException {
    this.studio = studio;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Answers the next requests with a status and nothing else. */
  public void failNext(int count, int status) {
    failureStatus = status;
    failures.set(count);
  }

  /** Lets no request be answered until {@link #answerAgain()}. */
  public void hold() {
    held = new CountDownLatch(1);
  }

  /** Waits until a request waits for its answer. */
  public void awaitHeld() throws InterruptedException {
    if (!waiting.tryAcquire(10, TimeUnit.SECONDS)) {
      throw new AssertionError("nobody has asked");
    }
  }

  /** Answers what waits, and everything from then on. */
  public void answerAgain() {
    held.countDown();
  }

  private void waitWhileHeld() {
    if (held.getCount() == 0) {
      return;
    }
    waiting.release();
    try {
      held.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Does what it is asked and breaks the connection instead of answering, once. */
  public void loseNextImportAnswer() {
    answersLost = true;
  }

  /** Observed: with its protection on, Label Studio refuses webhooks to private addresses. */
  public void refuseWebhooks() {
    refusesWebhooks = true;
  }

  /** Observed: an access token lives 300 seconds; it is over now. */
  public void expireAccess() {
    access = "";
  }

  /** How often an access token was exchanged. */
  public int exchanged() {
    return exchanged;
  }

  /** Every request as "METHOD path". */
  public List<String> requests() {
    return requests;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      requests.add(exchange.getRequestMethod() + " " + path);
      byte[] body = exchange.getRequestBody().readAllBytes();
      waitWhileHeld();
      int status = 200;
      JsonElement answer = new JsonObject();
      try {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
          throw new Refused(failureStatus);
        }
        JsonElement json =
            body.length == 0
                ? new JsonObject()
                : JsonParser.parseString(new String(body, StandardCharsets.UTF_8));
        authorize(exchange, path);
        synchronized (studio) {
          answer = answer(exchange.getRequestMethod(), exchange.getRequestURI(), json);
        }
      } catch (Refused e) {
        status = e.status;
      }
      if (answersLost && path.endsWith("/import")) {
        answersLost = false;
        return;
      }
      byte[] bytes = answer.toString().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private void authorize(HttpExchange exchange, String path) {
    if (path.equals("/health") || path.equals("/api/token/refresh/")) {
      return;
    }
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    boolean good =
        ("Token " + LEGACY).equals(given)
            || (!access.isEmpty() && ("Bearer " + access).equals(given));
    if (!good) {
      throw new Refused(401);
    }
  }

  private JsonElement answer(String method, URI uri, JsonElement body) {
    String path = uri.getPath();
    Matcher numbered = NUMBERED.matcher(path);
    if (path.equals("/health")) {
      return new JsonObject();
    }
    if (path.equals("/api/token/refresh/")) {
      return exchange(body.getAsJsonObject());
    }
    if (path.equals("/api/projects/")) {
      return method.equals("POST") ? studio.addProject(body.getAsJsonObject()) : projectList();
    }
    if (path.equals("/api/tasks/")) {
      return taskList(uri.getQuery());
    }
    if (path.equals("/api/webhooks/")) {
      return method.equals("POST") ? addWebhook(body.getAsJsonObject()) : webhookList(uri);
    }
    if (!numbered.matches()) {
      throw new Refused(404);
    }
    long id = Long.parseLong(numbered.group(2));
    String rest = numbered.group(3) == null ? "/" : numbered.group(3);
    return switch (numbered.group(1) + rest) {
      case "projects/" -> patched(found(studio.projects.get(id)), method, body);
      case "projects/import" -> imported(id, body.getAsJsonArray());
      case "projects/import/predictions" -> predicted(body.getAsJsonArray());
      case "tasks/" -> task(id, method, body.getAsJsonObject());
      case "webhooks/" -> {
        studio.webhooks.remove(id);
        yield new JsonObject();
      }
      default -> throw new Refused(404);
    };
  }

  private JsonObject exchange(JsonObject body) {
    if (!PERSONAL.equals(body.get("refresh").getAsString())) {
      throw new Refused(401);
    }
    access = "access-" + ++exchanged;
    JsonObject answer = new JsonObject();
    answer.addProperty("access", access);
    return answer;
  }

  private JsonObject projectList() {
    JsonArray results = new JsonArray();
    studio.projects.values().forEach(results::add);
    JsonObject page = new JsonObject();
    page.add("results", results);
    return page;
  }

  private JsonObject taskList(String query) {
    var parameters = new TreeMap<String, String>();
    for (String part : query.split("&", -1)) {
      String[] pair = part.split("=", 2);
      parameters.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
    }
    long project = Long.parseLong(parameters.get("project"));
    int page = Integer.parseInt(parameters.get("page"));
    int size = Integer.parseInt(parameters.get("page_size"));
    String after = after(parameters.get("query"));
    List<FakeTask> all = new ArrayList<>();
    for (FakeTask task : studio.tasks.values()) {
      if (task.project == project && (after == null || task.updatedAt.compareTo(after) > 0)) {
        all.add(task);
      }
    }
    int from = (page - 1) * size;
    if (page > 1 && from >= all.size()) {
      throw new Refused(404); // observed: beyond the last page
    }
    JsonArray tasks = new JsonArray();
    all.subList(from, Math.min(all.size(), from + size)).forEach(task -> tasks.add(task.json()));
    JsonObject answer = new JsonObject();
    answer.add("tasks", tasks);
    answer.addProperty("total", all.size());
    return answer;
  }

  private static @Nullable String after(@Nullable String query) {
    return query == null
        ? null
        : JsonParser.parseString(query)
            .getAsJsonObject()
            .getAsJsonObject("filters")
            .getAsJsonArray("items")
            .get(0)
            .getAsJsonObject()
            .get("value")
            .getAsString();
  }

  private JsonObject task(long id, String method, JsonObject body) {
    FakeTask task = found(studio.tasks.get(id));
    if (method.equals("PATCH")) {
      if (body.has("overlap")) {
        task.overlap = body.get("overlap").getAsInt();
      }
      if (body.has("is_labeled")) {
        task.labeled = body.get("is_labeled").getAsBoolean();
      }
      task.updatedAt = studio.now();
    }
    return task.json();
  }

  private JsonObject imported(long project, JsonArray tasks) {
    JsonArray ids = new JsonArray();
    for (JsonElement each : tasks) {
      JsonObject fields = each.getAsJsonObject();
      ids.add(
          studio.addTask(project, fields.getAsJsonObject("data"), fields.getAsJsonObject("meta"))
              .id);
    }
    JsonObject answer = new JsonObject();
    answer.add("task_ids", ids);
    return answer;
  }

  /** Observed: scores outside [0, 1] are dropped, and the answer is a success all the same. */
  private JsonObject predicted(JsonArray predictions) {
    int created = 0;
    for (JsonElement each : predictions) {
      JsonObject prediction = each.getAsJsonObject();
      double score = prediction.get("score").getAsDouble();
      if (score >= 0 && score <= 1) {
        found(studio.tasks.get(prediction.get("task").getAsLong())).predictions.add(prediction);
        created++;
      }
    }
    JsonObject answer = new JsonObject();
    answer.addProperty("created", created);
    return answer;
  }

  /** Observed: hosts without a dot are no URLs, except localhost. */
  private JsonObject addWebhook(JsonObject fields) {
    String host = URI.create(fields.get("url").getAsString()).getHost();
    if (refusesWebhooks) {
      throw new Refused(403);
    }
    if (!host.contains(".") && !host.equals("localhost")) {
      throw new Refused(400);
    }
    long id = studio.webhooks.size() + 1L;
    fields.addProperty("id", id);
    studio.webhooks.put(id, fields);
    return fields;
  }

  private JsonArray webhookList(URI uri) {
    JsonArray list = new JsonArray();
    studio.webhooks.values().stream()
        .filter(webhook -> uri.getQuery().equals("project=" + webhook.get("project").getAsLong()))
        .forEach(list::add);
    return list;
  }

  private static JsonObject patched(JsonObject stored, String method, JsonElement body) {
    if (method.equals("PATCH")) {
      body.getAsJsonObject().asMap().forEach(stored::add);
    }
    return stored;
  }

  private static <T> T found(@Nullable T value) {
    if (value == null) {
      throw new Refused(404);
    }
    return value;
  }
}
