package dev.assay.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.assay.server.AssayServer;
import dev.assay.v1.Budget;
import dev.assay.v1.BudgetLine;
import dev.assay.v1.Forecast;
import dev.assay.v1.GetSpendReportResponse;
import dev.assay.v1.JournalEntry;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.Slice;
import dev.assay.v1.StopReason;
import dev.assay.v1.TaskKind;
import dev.assay.v1.WithheldForecast;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a budget's owner does, command by command. A label costs 0.05, the ceiling is 10.00. */
final class BudgetCommandsTest {
  private static final String PLAN =
      """
      time_zone: Europe/Lisbon
      label_ceiling: 150
      annotator_time_ceiling: 40h
      expected_labeling_duration: 20s
      lines:
        - name: daily
          period: day
          ceiling: 2.50
        - name: gold
          slices: [GOLD]
          set_aside_share: 0.1
        - name: each
          each_annotator: true
          label_ceiling: 60
      task_prices:
        - task_kind: relabel
          price: 0.04
      alert_shares: [0.5, 0.9]
      review_shares: [0.75]
      pace:
        - time: 2026-01-01T00:00:00Z
          share: 0.5
      """;

  @TempDir private Path folder;
  private AssayServer server;
  private List<String> project = List.of();

  @BeforeEach
  void start() throws Exception {
    server = CommandRun.server(folder);
    String target = "127.0.0.1:" + server.port();
    project = List.of("--target", target, "-p", "digits");
    CommandRun made =
        CommandRun.of(
            ("project create digits --classes no,yes --kind binary --ceiling 10.00"
                    + " --default-price 0.05 --currency EUR --target "
                    + target)
                .split(" ", -1));
    assertThat(made.code()).as(made.err()).isZero();
    Path items =
        Files.writeString(
            folder.resolve("items.csv"),
            IntStream.range(0, 60)
                .mapToObj(i -> "i" + i)
                .collect(Collectors.joining("\n", "id\n", "\n")));
    done("import", "items", items.toString());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private CommandRun done(String... args) {
    CommandRun run = CommandRun.of(project, args);
    assertThat(run.code()).as("%s: %s", List.of(args), run.err()).isZero();
    return run;
  }

  private static <B extends Message.Builder> B parse(String json, B builder) throws Exception {
    JsonFormat.parser().merge(json, builder);
    return builder;
  }

  private Budget budget(String... args) throws Exception {
    String[] json = Arrays.copyOf(args, args.length + 2);
    json[args.length] = "--output";
    json[args.length + 1] = "json";
    return parse(done(json).out(), Budget.newBuilder()).build();
  }

  private Path file(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text);
  }

  /** Leases labels and answers them. */
  private void label(String annotator, int count) throws Exception {
    NextBatchResponse batch =
        parse(
                done("next", "-a", annotator, "-n", "" + count, "--output", "json").out(),
                NextBatchResponse.newBuilder())
            .build();
    assertThat(batch.getAssignmentsCount()).isEqualTo(count);
    List<String> args = new ArrayList<>(List.of("submit", "-a", annotator));
    args.addAll(project);
    args.add("--"); // a token may begin with a dash
    batch.getAssignmentsList().forEach(task -> args.add(task.getToken() + "=yes"));
    CommandRun run = CommandRun.of(args.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
  }

  @Test
  void aPlanIsReadFromAFileAndShown() throws Exception {
    Path plan = file("plan.yaml", PLAN);
    Budget dry = budget("budget", "plan", "--file", plan.toString(), "--dry-run");
    assertThat(dry.getPlan().getLinesCount()).isEqualTo(3);
    assertThat(budget("budget", "show").getPlan().getLinesCount()).isZero();
    Budget set = budget("budget", "plan", "--file", plan.toString(), "--actor", "owner");
    BudgetLine daily = set.getPlan().getLines(0);
    assertThat(daily.getPeriod()).isEqualTo(BudgetLine.Period.PERIOD_DAY);
    assertThat(daily.getCeilingMicros()).isEqualTo(2_500_000);
    assertThat(set.getPlan().getLines(1).getSlicesList()).containsExactly(Slice.SLICE_GOLD);
    assertThat(set.getPlan().getTaskPrices(0).getTaskKind()).isEqualTo(TaskKind.TASK_KIND_RELABEL);
    assertThat(set.getPlan().getTaskPrices(0).getPriceMicros()).isEqualTo(40_000);
    assertThat(set.getPlan().getAnnotatorTimeCeiling().getSeconds()).isEqualTo(144_000);
    assertThat(set.getLabelCeiling()).isEqualTo(150);

    String shown = done("budget", "show").out();
    assertThat(shown)
        .containsPattern("time zone +Europe/Lisbon")
        .containsPattern("label ceiling +150")
        .containsPattern("(?m)^LINE +SLICES +FOR +PERIOD")
        .containsPattern("(?m)^daily +all +all +20[0-9-]+ +0.00 +0.00 +2.50")
        .containsPattern("(?m)^gold +GOLD .* 1.00$")
        .containsPattern("(?m)^each +all +each annotator")
        .containsPattern("(?m)^alert +0.5 +5.00 +below")
        .containsPattern("(?m)^review +0.75")
        .containsPattern("(?m)^pace +0.5 +- +by 2026-01-01T00:00:00Z")
        .containsPattern("(?m)^RELABEL +0.04");
  }

  @Test
  void theSamePlanMayBeJson() throws Exception {
    Path plan = file("plan.json", "{\"lines\": [{\"name\": \"x\", \"ceilingMicros\": \"5\"}]}");
    Budget set = budget("budget", "plan", "--file", plan.toString());
    assertThat(set.getPlan().getLines(0).getCeilingMicros()).isEqualTo(5);
  }

  @Test
  void aPlanThatCannotBeReadIsAnErrorOfOneLine() throws Exception {
    for (String text : List.of("- a list", "lines: [{nme: x}]", "a: [", "lines: [{ceiling: x}]")) {
      CommandRun run =
          CommandRun.of(project, "budget", "plan", "--file", file("bad.yaml", text).toString());
      assertThat(run.code()).as(text).isEqualTo(ExitCode.USAGE);
      assertThat(run.err()).hasLineCount(1).startsWith("assay: ");
    }
    CommandRun missing = CommandRun.of(project, "budget", "plan", "--file", folder + "/none");
    assertThat(missing.err()).contains("cannot be read").hasLineCount(1);
    CommandRun refused =
        CommandRun.of(
            project, "budget", "plan", "--file", file("p.yaml", "lines: [{name: X}]").toString());
    assertThat(refused.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(refused.err()).contains("plan.lines[0].name").hasLineCount(1);
  }

  @Test
  void aReviewStopsGrantsUntilTheyAreResumed() throws Exception {
    done("budget", "set-ceiling", "1.00", "--actor", "owner");
    done("budget", "plan", "--file", file("p.yaml", "review_shares: [0.5]").toString());
    label("ann", 10);
    NextBatchResponse refused =
        parse(done("next", "-a", "ann", "--output", "json").out(), NextBatchResponse.newBuilder())
            .build();
    assertThat(refused.getStopReason()).isEqualTo(StopReason.STOP_REASON_REVIEW_PENDING);
    assertThat(done("budget", "show").out()).contains("stopped for review at 0.50");
    assertThat(done("budget", "resume", "--reason", "looked at it").out())
        .containsPattern("grants +open");
    label("ann", 1);
  }

  @Test
  void chargesAreAdjustedAndLateLabelsFunded() throws Exception {
    assertThat(done("budget", "adjust", "1.25", "--reason", "a fee").out())
        .containsPattern("of it adjusted +1.25 EUR");
    Budget refunded = budget("budget", "adjust", "0.25", "--refund", "--reason", "a refund");
    assertThat(refunded.getAdjustedMicros()).isEqualTo(1_000_000);
    CommandRun without = CommandRun.of(project, "budget", "adjust", "1");
    assertThat(without.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(without.err()).contains("reason").hasLineCount(1);
    assertThat(done("budget", "fund").out()).containsPattern("still waiting +0");
    assertThat(done("budget", "verify").out()).contains("they add up");
    assertThat(done("budget", "verify", "--output", "csv").lines())
        .containsExactly("ROW,EXPECTED,FOUND", "journal,3 entries,they add up");
    assertThat(done("budget", "verify", "--output", "json").out())
        .contains("\"read_entry_count\":\"0\"");
    assertThat(done("budget", "verify", "--from-first-entry", "--output", "json").out())
        .contains("\"read_entry_count\":\"3\"");
  }

  @Test
  void theJournalIsStreamedFromAnyEntry() throws Exception {
    label("ann", 5);
    List<String> all = done("budget", "journal", "--output", "json").lines();
    assertThat(all).hasSize(1 + 5 + 5);
    assertThat(parse(all.get(10), JournalEntry.newBuilder()).getKind())
        .isEqualTo(JournalEntry.Kind.KIND_CHARGE);
    assertThat(done("budget", "journal", "--after", "9", "--output", "json").lines())
        .isEqualTo(all.subList(9, 11));
    assertThat(done("budget", "journal").lines().get(1)).contains("CEILING", "10.00");
  }

  @Test
  void spendingIsShownByWhatItWasFor() throws Exception {
    label("ann", 5);
    label("bob", 3);
    String all = done("budget", "spend").out();
    assertThat(all)
        .containsPattern("spent on labels +0.40 EUR")
        .containsPattern("a label +0.05 EUR")
        .containsPattern("settled items +8")
        .containsPattern("(?m)^ann +0.25 +62.5% +5 +0.05")
        .containsPattern("(?m)^bob +0.15 +37.5% +3 +0.05");
    assertThat(done("budget", "spend", "--by", "annotator", "--output", "csv").lines())
        .containsExactly(
            "ANNOTATOR,SPENT,SHARE,LABELS,A LABEL,ANNOTATORS' TIME",
            "ann,0.25,62.5%,5,0.05,0 s",
            "bob,0.15,37.5%,3,0.05,0 s");
    assertThat(done("budget", "spend", "--by", "stratum").lines().get(1))
        .matches("\\(all\\) +0.40 +100.0% +8 +0.05 +0 s");
    GetSpendReportResponse none =
        parse(
                done("budget", "spend", "--to", "2020-01-01", "--output", "json").out(),
                GetSpendReportResponse.newBuilder())
            .build();
    assertThat(none.getTotal().getFundedLabelCount()).isZero();
    CommandRun bad = CommandRun.of(project, "budget", "spend", "--from", "yesterday");
    assertThat(bad.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(bad.err()).contains("start_date").hasLineCount(1);
  }

  @Test
  void aForecastThatIsWithheldSaysWhy() throws Exception {
    label("ann", 5);
    CommandRun shown = done("budget", "forecast", "--window", "1h");
    assertThat(shown.out()).contains("withheld: ");
    Forecast forecast =
        parse(done("budget", "forecast", "--output", "json").out(), Forecast.newBuilder()).build();
    assertThat(forecast.getWithheld().getReason())
        .isEqualTo(WithheldForecast.Reason.REASON_TOO_LITTLE_HISTORY);
  }
}
