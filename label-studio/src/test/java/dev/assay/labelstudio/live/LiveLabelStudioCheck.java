package dev.assay.labelstudio.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.assay.client.AssayClient;
import dev.assay.client.LabelSchemas;
import dev.assay.client.ProjectName;
import dev.assay.client.Scores;
import dev.assay.labelstudio.state.Annotations;
import dev.assay.labelstudio.state.BridgeState;
import dev.assay.server.AssayServer;
import dev.assay.server.config.ConfigSources;
import dev.assay.server.config.ServerConfig;
import dev.assay.v1.Budget;
import dev.assay.v1.Estimate;
import dev.assay.v1.Funding;
import dev.assay.v1.Item;
import dev.assay.v1.Label;
import dev.assay.v1.LabelSubmission;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.Policy;
import dev.assay.v1.Project;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three people label images in the real Label Studio, and the bridge and Label Studio are killed
 * meanwhile. At the end every annotation is accounted for, the budget is exact, and the estimates
 * are those of the same votes handed in without Label Studio.
 */
final class LiveLabelStudioCheck {
  private static final int TASKS = 200;
  private static final int AHEAD = 6;
  private static final int CEILING_LABELS = 60;
  private static final long PRICE_MICROS = 100_000;
  private static final ProjectName PROJECT = ProjectName.of("digits");
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration NO_MORE = Duration.ofSeconds(30);
  private static final int EVERYTHING = Integer.MAX_VALUE;

  @TempDir private Path folder;
  private final DigitTasks digits = new DigitTasks();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, String> tokens = new LinkedHashMap<>();
  private int answered;

  @Test
  void everyAnnotationIsAccountedForAndTheBudgetExact() throws Exception {
    String home = System.getProperty("assay.label-studio.home", "");
    Assumptions.assumeTrue(
        !home.isEmpty() && Files.isDirectory(Path.of(home, "data")),
        "no Label Studio is installed: run label-studio/live-test.sh");
    Path data = folder.resolve("data");
    LiveStudio.copy(Path.of(home, "data"), data);
    try (LiveStudio studio = new LiveStudio(Path.of(home), data);
        AssayServer server = assay("first.db");
        AssayClient assay = connect(server)) {
      studio.start();
      for (String name : List.of("ann", "ben", "cem")) {
        tokens.put(name, studio.signUp(name + System.nanoTime() + "@example.org"));
      }
      long pool = pool(studio);
      makeProject(assay, CEILING_LABELS * PRICE_MICROS);
      fill(assay);
      int page = freePort();
      try (BridgeProcess bridge = bridge(studio, server, pool, page)) {
        bridge.start();
        long work = labelEverything(studio, bridge, page);
        finish(studio, assay, page, work);
        bridge.stop();
        account(studio, assay, work);
      }
    }
  }

  private AssayServer assay(String store) throws IOException {
    return AssayServer.start(
        ServerConfig.of(
            ConfigSources.inProgram(
                Map.of(
                    "listen", "127.0.0.1:0",
                    "store", folder.resolve(store).toString(),
                    "planner.seed", "11"))));
  }

  private static AssayClient connect(AssayServer server) {
    return AssayClient.connect("127.0.0.1:" + server.port());
  }

  private static void makeProject(AssayClient assay, long ceilingMicros) {
    assay
        .projects()
        .createProject(
            Project.newBuilder()
                .setName(PROJECT.toString())
                .setLabelSchema(
                    LabelSchemas.multiclass(
                        List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9")))
                .setCurrencyCode("EUR")
                .setDefaultPriceMicros(PRICE_MICROS)
                .setPolicy(Policy.newBuilder().setWaveSize(100))
                .build(),
            ceilingMicros);
  }

  private void fill(AssayClient assay) {
    assay
        .pool()
        .putItems(
            PROJECT, digits.ids(TASKS).stream().map(id -> Item.newBuilder().setId(id).build()));
    assay.pool().putScores(PROJECT, "centres", Scores.ofRows(digits.scores(TASKS)));
  }

  private long pool(LiveStudio studio) throws Exception {
    JsonObject fields = new JsonObject();
    fields.addProperty("title", "Digits");
    fields.addProperty("label_config", DigitTasks.CONFIG);
    long pool =
        studio
            .send(LiveStudio.ADMIN_TOKEN, "POST", "/api/projects/", fields.toString())
            .getAsJsonObject()
            .get("id")
            .getAsLong();
    studio.send(
        LiveStudio.ADMIN_TOKEN,
        "POST",
        "/api/projects/" + pool + "/import",
        digits.tasks(TASKS).toString());
    return pool;
  }

  private BridgeProcess bridge(LiveStudio studio, AssayServer server, long pool, int page)
      throws IOException {
    Path token = Files.writeString(folder.resolve("token"), LiveStudio.ADMIN_TOKEN);
    return new BridgeProcess(
        List.of(
            "--url=" + studio.uri(),
            "--token-file=" + token,
            "--project=" + pool,
            "--id-field=name",
            "--assay-project=" + PROJECT.id(),
            "--target=127.0.0.1:" + server.port(),
            "--ahead=" + AHEAD,
            "--reconcile=3s",
            "--reconcile-all=20s",
            "--state=" + folder.resolve("bridge.db"),
            "--listen=127.0.0.1:" + page),
        folder.resolve("bridge.log"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** The people label until there is nothing left; in between things break and go wrong. */
  private long labelEverything(LiveStudio studio, BridgeProcess bridge, int page) throws Exception {
    long work = workProject(page);
    label(studio, work, 12);
    oddities(studio, work, page);
    label(studio, work, 20);
    bridge.kill();
    label(studio, work, 23); // only what was released before
    bridge.start();
    label(studio, work, 35);
    studio.kill();
    studio.start();
    label(studio, work, EVERYTHING);
    return work;
  }

  private long workProject(int page) {
    String[] found = {""};
    Awaitility.await("the bridge is linked")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              found[0] = cell(page, "Project of Label Studio");
              return !found[0].isEmpty() && !found[0].equals("0");
            });
    return Long.parseLong(found[0]);
  }

  /** A task that a user was given. */
  private record Served(String name, long task) {}

  /** Labels until so many answers were given, or nothing is served any more. */
  private void label(LiveStudio studio, long work, int until) throws Exception {
    while (answered < until) {
      Served served = served(studio, work, until == EVERYTHING ? NO_MORE : PATIENCE);
      if (served == null) {
        assertThat(until).as("nothing is served after %d answers", answered).isEqualTo(EVERYTHING);
        return;
      }
      answer(studio, token(served.name()), served.task(), null);
      answered++;
    }
  }

  /**
   * The people take turns; who is given nothing is passed over. Null when nobody is for so long.
   */
  private @Nullable Served served(LiveStudio studio, long work, Duration patience) {
    List<String> names = new ArrayList<>(tokens.keySet());
    Served[] found = {null};
    try {
      Awaitility.await()
          .atMost(patience)
          .pollInterval(Duration.ofMillis(300))
          .until(
              () -> {
                for (int i = 0; i < names.size() && found[0] == null; i++) {
                  String name = names.get((answered + i) % names.size());
                  Long task = next(studio, name, work);
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

  /** A skip, a change, a deletion, an answer that nobody asked for, and a forged one. */
  private void oddities(LiveStudio studio, long work, int page) throws Exception {
    String ann = token("ann");
    String ben = token("ben");
    long skipped = required(studio, "ann", work);
    studio.send(
        ann,
        "POST",
        "/api/tasks/" + skipped + "/annotations/",
        "{\"result\":[],\"was_cancelled\":true,\"lead_time\":1.0}");
    long changed = required(studio, "ben", work);
    long annotation = answer(studio, ben, changed, "0");
    studio.send(
        ben,
        "PATCH",
        "/api/annotations/" + annotation + "/",
        "{\"result\":" + result(truth(studio, changed)) + "}");
    long deleted = answer(studio, ann, required(studio, "ann", work), null);
    Awaitility.await("the vote is in")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> Long.parseLong(cell(page, "Labelled")) >= answered + 2);
    studio.exchange(ann, "DELETE", "/api/annotations/" + deleted + "/", null);
    answer(studio, token("cem"), changed, null); // beyond the overlap
    long other =
        studio
            .send(ben, "GET", "/api/current-user/whoami", null)
            .getAsJsonObject()
            .get("id")
            .getAsLong();
    long forged = required(studio, "cem", work);
    studio.send(
        token("cem"),
        "POST",
        "/api/tasks/" + forged + "/annotations/",
        "{\"completed_by\":" + other + ",\"result\":" + result("1") + "}");
  }

  private String token(String name) {
    return Objects.requireNonNull(tokens.get(name));
  }

  private long required(LiveStudio studio, String name, long work) {
    Long[] task = {null};
    Awaitility.await("a task for " + name)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> (task[0] = next(studio, name, work)) != null);
    return Objects.requireNonNull(task[0]);
  }

  private @Nullable Long next(LiveStudio studio, String name, long work) throws Exception {
    HttpResponse<String> response =
        studio.exchange(token(name), "GET", "/api/projects/" + work + "/next/", null);
    return response.statusCode() == 404
        ? null
        : JsonParser.parseString(response.body()).getAsJsonObject().get("id").getAsLong();
  }

  private long answer(LiveStudio studio, @Nullable String token, long task, @Nullable String digit)
      throws Exception {
    String said = digit == null ? truth(studio, task) : digit;
    return studio
        .send(
            Objects.requireNonNull(token),
            "POST",
            "/api/tasks/" + task + "/annotations/",
            "{\"result\":" + result(said) + ",\"lead_time\":2.0}")
        .getAsJsonObject()
        .get("id")
        .getAsLong();
  }

  private String truth(LiveStudio studio, long task) throws Exception {
    return digits.truth(
        studio
            .send(LiveStudio.ADMIN_TOKEN, "GET", "/api/tasks/" + task + "/", null)
            .getAsJsonObject()
            .getAsJsonObject("data")
            .get("name")
            .getAsString());
  }

  private static String result(String digit) {
    return "[{\"from_name\":\"digit\",\"to_name\":\"image\",\"type\":\"choices\","
        + "\"value\":{\"choices\":[\""
        + digit
        + "\"]}}]";
  }

  /** Waits until the bridge has seen all there is. */
  private void finish(LiveStudio studio, AssayClient assay, int page, long work) {
    Awaitility.await("the bridge has heard of every annotation")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(2))
        .until(
            () ->
                cell(page, "Waiting for Assay").equals("0")
                    && sum(page) >= annotationsOf(studio, work).size()
                    && assay.budget().getBudget(PROJECT).getHeldMicros() == 0);
  }

  private long sum(int page) {
    long sum = 0;
    for (String name : List.of("Accepted", "Skipped", "Out-of-band", "Quarantined", "Deleted")) {
      sum += Long.parseLong(cell(page, name));
    }
    return sum;
  }

  /** What the bridge's page says beside a word; empty while it says nothing. */
  private String cell(int page, String name) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + page + "/")).build();
      String html = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      int at = html.indexOf("<th>" + name + "</th><td>");
      return at < 0 ? "" : html.substring(html.indexOf("<td>", at) + 4, html.indexOf("</td>", at));
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  private static Map<Long, JsonObject> annotationsOf(LiveStudio studio, long work)
      throws Exception {
    Map<Long, JsonObject> all = new HashMap<>();
    JsonArray tasks =
        studio
            .send(
                LiveStudio.ADMIN_TOKEN,
                "GET",
                "/api/tasks/?project=" + work + "&fields=all&page=1&page_size=1000",
                null)
            .getAsJsonObject()
            .getAsJsonArray("tasks");
    for (JsonElement task : tasks) {
      for (JsonElement each : task.getAsJsonObject().getAsJsonArray("annotations")) {
        all.put(each.getAsJsonObject().get("id").getAsLong(), each.getAsJsonObject());
      }
    }
    return all;
  }

  private void account(LiveStudio studio, AssayClient assay, long work) throws Exception {
    Map<Long, JsonObject> there = annotationsOf(studio, work);
    Map<Annotations.State, Long> counts = new HashMap<>();
    try (BridgeState state = BridgeState.open(folder.resolve("bridge.db"))) {
      for (long id : there.keySet()) {
        assertThat(state.annotations().knows(id)).as("annotation %d", id).isTrue();
      }
      for (Annotations.State each : Annotations.State.values()) {
        counts.put(each, state.annotations().count(each));
      }
      assertThat(state.annotations().pending()).isEmpty();
    }
    assertThat(counts.get(Annotations.State.DELETED)).isEqualTo(1);
    assertThat(counts.get(Annotations.State.SKIPPED)).isEqualTo(1);
    assertThat(counts.get(Annotations.State.QUARANTINED)).isEqualTo(1);
    assertThat(counts.get(Annotations.State.OUT_OF_BAND)).isPositive();
    List<Label> labels = assay.labels().listLabels(PROJECT).stream().toList();
    long standing =
        labels.stream().filter(label -> label.getFunding() == Funding.FUNDING_FUNDED).count();
    assertThat(standing).isEqualTo(counts.get(Annotations.State.ACCEPTED));
    assertThat(labels).hasSize(CEILING_LABELS);
    Budget budget = assay.budget().getBudget(PROJECT);
    assertThat(budget.getChargedMicros()).isEqualTo(CEILING_LABELS * PRICE_MICROS);
    assertThat(budget.getHeldMicros()).isZero();
    compareEstimates(assay, labels);
  }

  /** The same votes, handed in by the client alone, to another server of the same seed. */
  private void compareEstimates(AssayClient assay, List<Label> labels) throws IOException {
    Map<String, Label> votes = new HashMap<>();
    Set<String> served = new HashSet<>();
    for (Label label : labels) {
      served.add(label.getItemId());
      if (label.getFunding() == Funding.FUNDING_FUNDED) {
        votes.put(label.getItemId(), label);
      }
    }
    try (AssayServer second = assay("second.db");
        AssayClient direct = connect(second)) {
      makeProject(direct, TASKS * PRICE_MICROS);
      fill(direct);
      Set<String> leased = new HashSet<>();
      while (leased.size() < served.size()) {
        NextBatchResponse batch = direct.acquisition().nextBatch(PROJECT, "lessee", 1);
        batch
            .getAssignmentsList()
            .forEach(
                assignment -> {
                  leased.add(assignment.getItemId());
                  Label vote = votes.get(assignment.getItemId());
                  if (vote != null) {
                    direct
                        .labels()
                        .submitLabels(
                            PROJECT,
                            "lessee",
                            List.of(
                                LabelSubmission.newBuilder()
                                    .setToken(assignment.getToken())
                                    .setValue(vote.getValue())
                                    .build()));
                  }
                });
      }
      assertThat(leased).as("the same items were chosen").isEqualTo(served);
      Estimate there = direct.estimation().estimateAccuracy(PROJECT).getAccuracy();
      Estimate here = assay.estimation().estimateAccuracy(PROJECT).getAccuracy();
      assertThat(here).isEqualTo(there);
      assertThat(assay.estimation().estimatePrevalence(PROJECT).getClassesList())
          .isEqualTo(direct.estimation().estimatePrevalence(PROJECT).getClassesList());
    }
  }
}
