package dev.assay.labelstudio.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.assay.client.AssayClient;
import dev.assay.client.ProjectName;
import dev.assay.server.AssayServer;
import dev.assay.server.config.ConfigSources;
import dev.assay.server.config.ServerConfig;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person logs in to Label Studio with a browser and labels what Assay chose, in its order. */
final class LiveBrowserCheck {
  private static final int TASKS = 40;
  private static final int LABELS = 5;
  private static final String EMAIL = "person@example.org";
  private static final ProjectName PROJECT = ProjectName.of("browser");
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir private Path folder;
  private final DigitTasks digits = new DigitTasks();

  @Test
  void aPersonLabelsInTheOrderThatAssayChose() throws Exception {
    String home = System.getProperty("assay.label-studio.home", "");
    Assumptions.assumeTrue(
        !home.isEmpty() && Files.isDirectory(Path.of(home, "data")),
        "no Label Studio is installed: run label-studio/live-test.sh");
    Path chromium = Path.of(System.getProperty("assay.chromium", "/usr/bin/chromium"));
    Assumptions.assumeTrue(Files.isExecutable(chromium), "there is no " + chromium);
    Path data = folder.resolve("data");
    LiveStudio.copy(Path.of(home, "data"), data);
    try (LiveStudio studio = new LiveStudio(Path.of(home), data);
        AssayServer server =
            AssayServer.start(
                ServerConfig.of(
                    ConfigSources.inProgram(
                        Map.of(
                            "listen", "127.0.0.1:0",
                            "store", folder.resolve("assay.db").toString(),
                            "planner.seed", "3"))));
        AssayClient assay = AssayClient.connect("127.0.0.1:" + server.port())) {
      studio.start();
      String token = studio.signUp(EMAIL);
      long pool = pool(studio);
      int port = freePort();
      try (BridgeProcess bridge = bridge(studio, server, pool, port);
          Playwright playwright =
              Playwright.create(
                  new Playwright.CreateOptions()
                      .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
          Browser browser =
              playwright
                  .chromium()
                  .launch(
                      new BrowserType.LaunchOptions()
                          .setExecutablePath(chromium)
                          .setArgs(List.of("--no-sandbox", "--disable-gpu")))) {
        bridge.start();
        Awaitility.await("five tasks are open")
            .atMost(PATIENCE)
            .pollInterval(Duration.ofSeconds(1))
            .ignoreExceptions()
            .until(
                () ->
                    assay.budget().getBudget(PROJECT).getOpenAssignmentCount() == LABELS
                        && released(studio, pool + 1).size() == LABELS);
        List<Long> order = released(studio, pool + 1);
        Page page = browser.newPage();
        page.setDefaultTimeout((double) PATIENCE.toMillis());
        label(studio, page, token, pool + 1);
        assertThat(answered(studio, pool + 1)).isEqualTo(order);
        Awaitility.await("the bridge has all labels")
            .atMost(PATIENCE)
            .pollInterval(Duration.ofSeconds(1))
            .until(() -> assay.budget().getBudget(PROJECT).getFundedLabelCount() == LABELS);
        assertThat(assay.labels().listLabels(PROJECT).stream())
            .allSatisfy(
                label ->
                    assertThat(label.getValue().getClassNames(0))
                        .isEqualTo(digits.truth(label.getItemId())));
        page.navigate("http://127.0.0.1:" + port + "/");
        assertThat(page.textContent("body")).contains("Labels paid for5");
        shot(page, "label-studio-bridge.png");
      }
    }
  }

  private void label(LiveStudio studio, Page page, String token, long work) throws Exception {
    page.navigate(studio.uri() + "/user/login/");
    page.fill("#email", EMAIL);
    page.fill("#password", LiveStudio.PASSWORD);
    page.locator("button[type=submit]").first().click();
    page.waitForURL(url -> !url.contains("/user/login"));
    page.navigate(studio.uri() + "/projects/" + work + "/data");
    page.locator("button:has-text('Label All Tasks')").first().click();
    for (int i = 0; i < LABELS; i++) {
      JsonObject task = task(studio, token, work);
      String truth = digits.truth(task.getAsJsonObject("data").get("name").getAsString());
      // The page shows the task's number: what is clicked is not the task before.
      page.locator("text=#" + task.get("id").getAsLong()).first().waitFor();
      Locator choices = page.locator(".lsf-choices label, .lsf-choices .ant-checkbox-wrapper");
      choices.first().waitFor();
      choices.nth(Integer.parseInt(truth)).click();
      if (i == 0) {
        shot(page, "label-studio-task.png");
      }
      int before = answered(studio, work).size();
      page.locator("button:has-text('Submit')").first().click();
      Awaitility.await("the answer is there")
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(500))
          .until(() -> answered(studio, work).size() > before);
    }
  }

  /** Label Studio gives a user the task that they have open again. */
  private static JsonObject task(LiveStudio studio, String token, long work) throws Exception {
    HttpResponse<String> next =
        studio.exchange(token, "GET", "/api/projects/" + work + "/next/", null);
    return JsonParser.parseString(next.body()).getAsJsonObject();
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

  private BridgeProcess bridge(LiveStudio studio, AssayServer server, long pool, int port)
      throws Exception {
    Path token = Files.writeString(folder.resolve("token"), LiveStudio.ADMIN_TOKEN);
    return new BridgeProcess(
        List.of(
            "--url=" + studio.uri(),
            "--token-file=" + token,
            "--project=" + pool,
            "--id-field=name",
            "--assay-project=" + PROJECT.id(),
            "--ceiling=0.25",
            "--target=127.0.0.1:" + server.port(),
            "--ahead=" + LABELS,
            "--reconcile=5s",
            "--state=" + folder.resolve("bridge.db"),
            "--listen=127.0.0.1:" + port),
        folder.resolve("bridge.log"));
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static Stream<JsonObject> tasks(LiveStudio studio, long work) throws Exception {
    List<JsonObject> tasks = new ArrayList<>();
    for (JsonElement task :
        studio
            .send(
                LiveStudio.ADMIN_TOKEN,
                "GET",
                "/api/tasks/?project=" + work + "&fields=all&page=1&page_size=100",
                null)
            .getAsJsonObject()
            .getAsJsonArray("tasks")) {
      tasks.add(task.getAsJsonObject());
    }
    return tasks.stream();
  }

  private static List<Long> released(LiveStudio studio, long work) throws Exception {
    return tasks(studio, work).map(task -> task.get("id").getAsLong()).sorted().toList();
  }

  /** The tasks that were answered, in the order of the answers. */
  private static List<Long> answered(LiveStudio studio, long work) throws Exception {
    return tasks(studio, work)
        .filter(task -> !task.getAsJsonArray("annotations").isEmpty())
        .sorted(
            Comparator.comparing(
                task ->
                    task.getAsJsonArray("annotations")
                        .get(0)
                        .getAsJsonObject()
                        .get("created_at")
                        .getAsString()))
        .map(task -> task.get("id").getAsLong())
        .toList();
  }

  private static void shot(Page page, String name) throws Exception {
    Path target = Path.of(System.getProperty("assay.screenshots", "target/screenshots"));
    Files.createDirectories(target);
    page.screenshot(new Page.ScreenshotOptions().setPath(target.resolve(name)));
  }
}
