package dev.assay.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.assay.datasets.Datasets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The report as a real browser lays it out. */
final class DemoReportTest {
  private static final int ROUNDS = 10;
  private static final int COLUMNS = 11;

  /** In a frame of that width, since the windows of browsers have a least width. */
  private static final String MEASURING =
      """
      <!DOCTYPE html><html><body>
      <iframe id="page" width="%d" height="900" style="border: 0" src="report.html"></iframe>
      <pre id="measured"></pre>
      <script>
        addEventListener("load", () => {
          const page = document.getElementById("page").contentDocument;
          const cells = [...page.querySelectorAll("td")].map(cell => cell.getBoundingClientRect());
          document.getElementById("measured").textContent = JSON.stringify({
            wanted: page.documentElement.scrollWidth,
            had: page.documentElement.clientWidth,
            cells: cells.length,
            left: Math.min(...cells.map(cell => cell.left)),
            right: Math.max(...cells.map(cell => cell.right)),
            body: page.body.getBoundingClientRect().right,
            cut: [...page.querySelectorAll("td")].filter(c => c.scrollWidth > c.clientWidth).length
          });
        });
      </script></body></html>
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {400, 800, 1200})
  void everyNumberIsWithinThePage(int width) throws Exception {
    Path chromium = Path.of(System.getProperty("assay.chromium", "/usr/bin/chromium"));
    Assumptions.assumeTrue(Files.isExecutable(chromium), "there is no " + chromium);
    JsonObject measured = measured(chromium, width);
    assertThat(measured.get("cells").getAsInt()).isEqualTo(ROUNDS * COLUMNS);
    assertThat(measured.get("cut").getAsInt()).as("cells that are cut").isZero();
    assertThat(measured.get("left").getAsDouble()).isGreaterThanOrEqualTo(0);
    assertThat(measured.get("right").getAsDouble())
        .isLessThanOrEqualTo(measured.get("body").getAsDouble());
    assertThat(measured.get("wanted").getAsInt())
        .as("width of the page")
        .isLessThanOrEqualTo(measured.get("had").getAsInt());
  }

  private JsonObject measured(Path chromium, int width) throws Exception {
    Files.writeString(folder.resolve("report.html"), report());
    Path page = Files.writeString(folder.resolve("page.html"), MEASURING.formatted(width));
    Path dom = folder.resolve("dom.html");
    Process browser =
        new ProcessBuilder(
                chromium.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--allow-file-access-from-files",
                "--user-data-dir=" + folder.resolve("profile"),
                "--window-size=1400,1000",
                "--dump-dom",
                page.toUri().toString())
            .redirectOutput(dom.toFile())
            .redirectError(folder.resolve("err.txt").toFile())
            .start();
    try {
      assertThat(browser.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      browser.destroyForcibly();
    }
    String text = Files.readString(dom);
    String begin = "<pre id=\"measured\">";
    int from = text.indexOf(begin) + begin.length();
    return JsonParser.parseString(text.substring(from, text.indexOf("</pre>", from)))
        .getAsJsonObject();
  }

  /** With numbers as long as they come. */
  private static String report() {
    List<RoundResult> rounds = new ArrayList<>();
    for (int round = 1; round <= ROUNDS; round++) {
      Judgement.Estimated estimated = new Judgement.Estimated(0.978, 0.879, 0.989);
      rounds.add(
          new RoundResult(
              round,
              100L * round,
              100L * round,
              50L * round,
              0,
              0,
              new RoundResult.Spending(5_000_000L * round, 500_000, 1_138_000_000),
              "round-" + round,
              0.9,
              0.88,
              round == 1
                  ? null
                  : new Judgement("round-" + (round - 1), 1_000, 80, estimated, null, 0.956),
              null));
    }
    QualityResult quality =
        new QualityResult(
            true, 9, 16, 150, 1, 1.3, 23, 0, new QualityResult.Line(2_500_000, 2_300_000, 0), 9);
    DemoPlan plan = DemoPlan.of(Datasets.named(Datasets.BREAST_CANCER), ROUNDS, 5);
    return DemoReport.html(plan, new Summary(rounds, 50_000_000, quality));
  }
}
