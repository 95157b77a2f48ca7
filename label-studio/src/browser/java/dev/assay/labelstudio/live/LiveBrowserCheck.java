package dev.assay.labelstudio.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import dev.assay.client.ProjectName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  /** How long the page may take to show what a click asks for. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void aPersonLabelsInTheOrderThatAssayChose() throws Exception {
    Path chromium = Path.of(System.getProperty("assay.chromium", "/usr/bin/chromium"));
    Assumptions.assumeTrue(Files.isExecutable(chromium), "there is no " + chromium);
    try (LiveWorld world = new LiveWorld(folder, TASKS);
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
      world.studio.signUp(EMAIL);
      world.startBridge("--assay-project=" + PROJECT.id(), "--ceiling=0.25", "--ahead=" + LABELS);
      long work = world.awaitProject("Project of Label Studio");
      Awaitility.await("five tasks are open")
          .atMost(LiveWorld.PATIENCE)
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> world.tasksOf(work).size() == LABELS);
      List<Long> order = world.tasksOf(work).stream().map(LiveBrowserCheck::id).sorted().toList();
      Page page = browser.newPage();
      page.setDefaultTimeout((double) PATIENCE.toMillis());
      try {
        label(world, page, work, order);
      } catch (RuntimeException | AssertionError e) {
        shot(page, "failure.png");
        throw e;
      }
      assertThat(answered(world, work)).isEqualTo(order);
      Awaitility.await("the bridge has all labels")
          .atMost(LiveWorld.PATIENCE)
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> world.number("Labels paid for") == LABELS);
      assertThat(world.assay.labels().listLabels(PROJECT).stream())
          .hasSize(LABELS)
          .allSatisfy(
              label ->
                  assertThat(label.getValue().getClassNames(0))
                      .isEqualTo(world.digits.truth(label.getItemId())));
      page.navigate(world.page().toString());
      assertThat(page.textContent("body")).contains("Labels paid for5");
      shot(page, "label-studio-bridge.png");
    }
  }

  private static void label(LiveWorld world, Page page, long work, List<Long> order)
      throws Exception {
    page.navigate(world.studio.uri() + "/user/login/");
    page.fill("#email", EMAIL);
    page.fill("#password", LiveStudio.PASSWORD);
    page.locator("button[type=submit]").first().click();
    page.waitForURL(url -> !url.contains("/user/login"));
    page.navigate(world.studio.uri() + "/projects/" + work + "/data");
    Locator choices = page.locator(".lsf-choices label, .lsf-choices .ant-checkbox-wrapper");
    Locator chosen = page.locator(".lsf-choices input:checked");
    long shown = served(page, "Label All Tasks");
    for (int i = 0; i < LABELS; i++) {
      assertThat(shown).as("task %d of the page", i + 1).isEqualTo(order.get(i));
      choices.first().waitFor();
      awaitCount(chosen, 0); // the page has gone on from the task before
      choices.nth(Integer.parseInt(truth(world, shown))).click();
      awaitCount(chosen, 1);
      if (i == 0) {
        shot(page, "label-studio-task.png");
      }
      if (i + 1 < LABELS) {
        shown = served(page, "Submit");
      } else {
        page.locator("button:has-text('Submit')").first().click();
      }
    }
    Awaitility.await("all answers are there")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> answered(world, work).size() == LABELS);
  }

  /** Clicks, and returns the task that Label Studio gives the page because of it. */
  private static long served(Page page, String button) {
    Response response =
        page.waitForResponse(
            answer -> answer.url().contains("id=next_task") && answer.ok(),
            () -> page.locator("button:has-text('" + button + "')").first().click());
    return id(JsonParser.parseString(response.text()).getAsJsonObject());
  }

  private static void awaitCount(Locator locator, int count) {
    Awaitility.await(count + " are chosen")
        .pollInSameThread() // a page is one thread's
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> locator.count() == count);
  }

  private static String truth(LiveWorld world, long task) throws Exception {
    return world.digits.truth(
        world
            .studio
            .asAdmin("GET", "/api/tasks/" + task + "/", null)
            .getAsJsonObject()
            .getAsJsonObject("data")
            .get("name")
            .getAsString());
  }

  private static long id(JsonObject task) {
    return task.get("id").getAsLong();
  }

  /** The tasks that were answered, in the order of the answers. */
  private static List<Long> answered(LiveWorld world, long work) throws Exception {
    return world.annotationsOf(work).stream()
        .sorted(Comparator.comparing(annotation -> annotation.get("created_at").getAsString()))
        .map(annotation -> annotation.get("task").getAsLong())
        .toList();
  }

  /** Takes a picture into the folder that the environment names. */
  private static void shot(Page page, String name) throws Exception {
    Path target =
        Path.of(
            Objects.requireNonNullElse(System.getenv("ASSAY_SCREENSHOTS"), "target/screenshots"));
    Files.createDirectories(target);
    page.screenshot(new Page.ScreenshotOptions().setPath(target.resolve(name)));
  }
}
