package dev.assay.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;

/** A page as a real browser lays it out. */
public final class BrowserPage {
  /** In frames of the widths, since the windows of browsers have a least width. */
  private static final String MEASURING =
      """
      <!DOCTYPE html><html><body>
      %s
      <pre id="measured"></pre>
      <script>
        addEventListener("load", () => {
          const all = [...document.querySelectorAll("iframe")].map(frame => {
            const page = frame.contentDocument;
            const cells = [...page.querySelectorAll("td")].map(cell => cell.getBoundingClientRect());
            const seen = element => element.getBoundingClientRect().height > 0;
            return {
              width: Number(frame.width),
              wanted: page.documentElement.scrollWidth,
              had: page.documentElement.clientWidth,
              cells: cells.length,
              left: Math.min(0, ...cells.map(cell => cell.left)),
              right: Math.max(0, ...cells.map(cell => cell.right)),
              body: page.body.getBoundingClientRect().right,
              cut: [...page.querySelectorAll("td")].filter(c => c.scrollWidth > c.clientWidth).length,
              scripts: page.scripts.length,
              loads: page.defaultView.performance.getEntriesByType("resource").length,
              figures: [...page.querySelectorAll("figure svg[role=img]")].filter(seen)
                .map(svg => svg.getAttribute("aria-label")),
              marks: [...page.querySelectorAll("svg polyline, svg circle, svg rect")].length,
              headings: [...page.querySelectorAll("h2")].filter(seen).map(h => h.textContent),
              text: page.body.textContent
            };
          });
          document.getElementById("measured").textContent = JSON.stringify(all);
        });
      </script></body></html>
      """;

  private BrowserPage() {}

  /**
   * What a browser made of a page at one width.
   *
   * @param wanted the width that it takes, at most {@code had}, which there is
   * @param cut table cells whose text does not fit
   * @param left the leftmost place of any cell, {@code right} the rightmost, within the body
   * @param loads what it has loaded beside itself
   * @param figures the alternative texts of the charts that are seen
   * @param marks drawn in charts
   */
  public record Layout(
      int width,
      double wanted,
      double had,
      int cells,
      double left,
      double right,
      double body,
      int cut,
      int scripts,
      int loads,
      List<String> figures,
      int marks,
      List<String> headings,
      String text) {

    /** Fails where anything is beside the page or cut. */
    public void isWithinThePage() {
      assertThat(cut).as("cells that are cut at %s", width).isZero();
      assertThat(left).isGreaterThanOrEqualTo(0);
      assertThat(right).isLessThanOrEqualTo(body + 0.5);
      assertThat(wanted).as("width of the page at %s", width).isLessThanOrEqualTo(had);
      assertThat(scripts + loads).as("scripts and loads").isZero();
    }
  }

  /** Opens a page at several widths; skips the test where there is no Chromium. */
  public static List<Layout> at(Path folder, String html, int... widths) throws Exception {
    Path chromium = Path.of(System.getProperty("assay.chromium", "/usr/bin/chromium"));
    Assumptions.assumeTrue(Files.isExecutable(chromium), "there is no " + chromium);
    Files.writeString(folder.resolve("report.html"), html);
    String frames =
        IntStream.of(widths)
            .mapToObj(
                width ->
                    "<iframe width=\"%d\" height=\"900\" style=\"border: 0\" src=\"report.html\">"
                            .formatted(width)
                        + "</iframe>")
            .collect(Collectors.joining("\n"));
    Path page = Files.writeString(folder.resolve("page.html"), MEASURING.formatted(frames));
    JsonArray measured = JsonParser.parseString(measured(chromium, folder, page)).getAsJsonArray();
    List<Layout> layouts = new ArrayList<>();
    for (JsonElement layout : measured) {
      layouts.add(new Gson().fromJson(layout, Layout.class));
    }
    assertThat(layouts).hasSize(widths.length);
    return layouts;
  }

  private static String measured(Path chromium, Path folder, Path page) throws Exception {
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
    return text.substring(from, text.indexOf("</pre>", from))
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }
}
