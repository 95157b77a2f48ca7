package dev.assay.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import picocli.CommandLine;

final class DemoCommandTest {
  private static final List<String> PROMISED =
      List.of(
          "round",
          "labels",
          "charged_micros",
          "held_micros",
          "ceiling_micros",
          "accuracy_active",
          "accuracy_random",
          "estimate",
          "interval_low",
          "interval_high",
          "truth");

  @TempDir Path folder = Path.of("");

  @Test
  void oneObjectARoundWithAllThatIsPromised() throws IOException {
    DemoProgram.Result run = run("--dataset", "breast-cancer", "--rounds", "3", "--output", "json");
    assertThat(run.exitCode()).isZero();
    List<Struct> rounds = objects(run.out());
    assertThat(rounds).hasSize(3);
    for (Struct round : rounds) {
      assertThat(round.getFieldsMap()).containsKeys(PROMISED.toArray(String[]::new));
      assertThat(number(round, "charged_micros") + number(round, "held_micros"))
          .isLessThanOrEqualTo(number(round, "ceiling_micros"));
      assertThat(number(round, "accuracy_active")).isBetween(0.7, 1.0);
      assertThat(number(round, "accuracy_random")).isBetween(0.7, 1.0);
    }
    assertThat(rounds.get(0).getFieldsOrThrow("estimate").hasNullValue()).isTrue();
    assertThat(rounds.get(0).getFieldsOrThrow("truth").hasNullValue()).isTrue();
    assertThat(number(rounds.get(1), "held_micros")).isPositive();
    assertThat(number(rounds.get(1), "interval_low"))
        .isLessThanOrEqualTo(number(rounds.get(1), "estimate"));
    assertThat(rounds.get(2).getFieldsOrThrow("stop_reason").getStringValue())
        .isEqualTo("STOP_REASON_BUDGET_EXHAUSTED");
  }

  @Test
  void tableTellsOfHoldsTheEndOfTheBudgetAndWhatItCameTo() throws IOException {
    DemoProgram.Result run = run("--dataset", "breast-cancer", "--rounds", "3");
    assertThat(run.out())
        .contains("round  labels  charged   held  ceiling")
        .contains("its price is held and cannot be spent twice")
        .contains("its hold was released")
        .contains("stopped: the budget is exhausted")
        .contains("intervals (nominal 90 %) hold the truth");
    assertThat(run.out().lines()).noneMatch(line -> line.endsWith(" "));
    assertThat(run.err()).contains("./assay audit list --project breast-cancer-active --store ");
  }

  @Test
  void reportIsOneWellFormedPageThatLoadsNothing() throws Exception {
    run("--dataset", "breast-cancer", "--rounds", "3");
    Document page =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report().toFile());
    assertThat(page.getElementsByTagName("svg").getLength()).isEqualTo(3);
    assertThat(page.getElementsByTagName("tr").getLength()).isEqualTo(1 + 3);
    String text = Files.readString(report()).replace("http://www.w3.org/2000/svg", "");
    assertThat(text).doesNotContain("http", "src=", "href=", "url(", "@import", "<script");
  }

  @Test
  void fileOfOnesOwnIsRunUntilItsPoolOrBudgetEnds() throws IOException {
    Path file = folder.resolve("flowers.csv");
    StringBuilder text = new StringBuilder("length,width,kind\n");
    for (int i = 0; i < 120; i++) {
      int kind = i % 3;
      double spread = (i * 37 % 40) / 20.0 - 1;
      text.append(kind + spread).append(',').append(2 * kind - spread).append(",kind ");
      text.append(kind).append('\n');
    }
    Files.writeString(file, text);
    DemoProgram.Result run =
        run("--dataset", file.toString(), "--rounds", "40", "--output", "json");
    assertThat(run.exitCode()).isZero();
    List<Struct> rounds = objects(run.out());
    Struct last = rounds.get(rounds.size() - 1);
    assertThat(last.getFieldsOrThrow("stop_reason").getStringValue())
        .isEqualTo("STOP_REASON_POOL_EXHAUSTED");
    assertThat(number(last, "settled_items")).isEqualTo(81); // each kind holds out 13 of 40
  }

  @Test
  void whatCannotBeUsedIsSaidInOneLine() throws IOException {
    refused("--rounds must be from 1 to 50, not 0", "--rounds", "0");
    refused("--seeds must be from 2 to 100, not 101", "--compare", "--served", "--seeds", "101");
    refused("--rounds must be from 1 to 50, not 51", "--rounds", "51");
    refused("--dataset: \"letters\" is no data set", "--dataset", "letters");
    refused("--dataset: there is no file", "--dataset", folder.resolve("none.csv").toString());
    refused("--report: cannot write", "--report", folder.resolve("none/report.html").toString());
    refused("--report: cannot write", "--report", folder.toString());
  }

  private void refused(String message, String... options) throws IOException {
    DemoProgram.Result run = run(options);
    assertThat(run.exitCode()).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines().findFirst().orElse("")).startsWith(message);
  }

  private Path report() {
    return new DemoProgram(folder).report();
  }

  private DemoProgram.Result run(String... options) throws IOException {
    return new DemoProgram(folder).run(options);
  }

  private static List<Struct> objects(String lines) throws InvalidProtocolBufferException {
    List<Struct> objects = new ArrayList<>();
    for (String line : lines.lines().toList()) {
      Struct.Builder object = Struct.newBuilder();
      JsonFormat.parser().merge(line, object);
      objects.add(object.build());
    }
    return objects;
  }

  private static double number(Struct object, String field) {
    Value value = object.getFieldsOrThrow(field);
    assertThat(value.hasNumberValue()).describedAs(field).isTrue();
    return value.getNumberValue();
  }
}
