package dev.assay.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.app.BrowserPage;
import dev.assay.client.AssayClient;
import dev.assay.server.AssayServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of a project, from the command to the browser. */
@SuppressWarnings("NullAway.Init") // set before all tests
final class ReportCommandTest {
  private static final List<String> HEADINGS =
      List.of(
          "Budget",
          "Learning",
          "How good the model is",
          "Classes",
          "What to do",
          "Strata",
          "Annotators");

  @TempDir private static Path store;
  private static AssayServer server;
  private static AssayClient client;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    server = CommandRun.server(store);
    client = AssayClient.connect("127.0.0.1:" + server.port());
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  private String report(String project) throws Exception {
    Path file = folder.resolve(project + ".html");
    CommandRun run =
        CommandRun.of(
            "report",
            "--project",
            project,
            "--out",
            file.toString(),
            "--target",
            "127.0.0.1:" + server.port());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains(file.toString());
    return Files.readString(file);
  }

  @Test
  void aBrowserShowsEveryFigureAtEveryWidthAndTakesNoNameForMarkup() throws Exception {
    LabelledProject project =
        LabelledProject.create(client, "odd", List.of(LabelledProject.ODD, "a & \"b\""), 400);
    for (int version = 1; version <= 4; version++) {
      project.publish("v" + version, 4 + 2 * version);
      project.label(LabelledProject.WAVE);
    }
    for (BrowserPage.Layout layout : BrowserPage.at(folder, report("odd"), 400, 800, 1200)) {
      layout.isWithinThePage();
      assertThat(layout.headings()).isEqualTo(HEADINGS);
      assertThat(layout.figures())
          .containsExactly(
              "Money charged over time, by slice and in all, under the ceiling",
              "Money charged over time under each budget line",
              "Accuracy of the model versions by labels, with 90 % intervals",
              "Estimated accuracy of the current model version by labels, with its 90 % interval");
      assertThat(layout.marks()).isGreaterThan(8);
      assertThat(layout.text())
          .contains(LabelledProject.ODD + " & \"co\"", LabelledProject.ANNOTATOR, "a & \"b\"")
          .contains("100 of 400 items are settled; 5.00 EUR spent of 20.00 EUR.")
          .contains("keep labelling: ", "v4 is right on 0.", "looking-around", "site=<b>north");
    }
  }

  @Test
  void anEmptyProjectSaysWhyThereIsNothing() throws Exception {
    LabelledProject.create(client, "empty", List.of("no", "yes"), 0);
    for (BrowserPage.Layout layout : BrowserPage.at(folder, report("empty"), 400)) {
      layout.isWithinThePage();
      assertThat(layout.headings()).isEqualTo(HEADINGS);
      assertThat(layout.figures()).isEmpty();
      assertThat(layout.text())
          .contains(
              "Nothing was charged yet.",
              "no scores are published",
              "No model version was judged yet",
              "Nobody has labelled yet.");
    }
  }

  @Test
  void ofAThousandClassesTheMostFrequentAreShown() throws Exception {
    List<String> classes = IntStream.range(0, 1000).mapToObj(i -> "class " + i).toList();
    LabelledProject project = LabelledProject.create(client, "many", classes, 60);
    project.publish("v1", 5);
    project.label(LabelledProject.WAVE);
    String html = report("many");
    assertThat(html.length()).isLessThan(60_000);
    assertThat(html).contains("970 more classes are not shown; assay estimate recall lists all.");
    assertThat(
            CommandRun.of("report", "-p", "many", "--target", "127.0.0.1:" + server.port()).out())
        .startsWith("<!DOCTYPE html>");
  }
}
