package dev.assay.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import dev.assay.server.AssayServer;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.Budget;
import dev.assay.v1.EstimateAccuracyResponse;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.Project;
import dev.assay.v1.ReplayWaveResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command against a server, as a person uses them one after the other. */
final class CommandsTest {
  @TempDir private Path folder;
  private AssayServer server;
  private List<String> target = List.of();
  private List<String> project = List.of();

  @BeforeEach
  void start() throws Exception {
    server = CommandRun.server(folder);
    target = List.of("--target", "127.0.0.1:" + server.port());
    project = List.of(target.get(0), target.get(1), "-p", "digits");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private CommandRun done(List<String> more, String... args) {
    CommandRun run = CommandRun.of(more, args);
    assertThat(run.code()).as("%s: %s", List.of(args), run.err()).isZero();
    return run;
  }

  private String refused(List<String> more, String... args) {
    CommandRun run = CommandRun.of(more, args);
    assertThat(run.code()).as("%s", List.of(args)).isNotZero();
    return run.err();
  }

  private void createProject() {
    done(
        target,
        "project",
        "create",
        "digits",
        "--classes",
        "no,yes",
        "--kind",
        "binary",
        "--ceiling",
        "10.00",
        "--default-price",
        "0.05");
  }

  private void importPool() throws Exception {
    Path items =
        Files.writeString(
            folder.resolve("items.csv"),
            IntStream.range(0, 60)
                .mapToObj(i -> "i" + i + "," + (i % 2 == 0 ? "0.10" : "") + ",\"no, \"\"rth\"\"\"")
                .collect(Collectors.joining("\n", "id,price,site\n", "\n")));
    CommandRun imported = done(project, "import", "items", items.toString());
    assertThat(imported.lines().get(1)).matches("\\s+60\\s+0\\s+0\\s+0");
    assertThat(imported.err()).contains("60 records");
    Path scores =
        Files.writeString(
            folder.resolve("scores.csv"),
            IntStream.range(0, 60)
                .mapToObj(i -> i / 60.0 + ",i" + i + "," + (60 - i) / 60.0)
                .collect(Collectors.joining("\n", "yes,item_id,no\n", "\n")));
    done(project, "import", "scores", "-m", "m1", scores.toString());
  }

  private static <B extends com.google.protobuf.Message.Builder> B parse(String json, B builder)
      throws Exception {
    JsonFormat.parser().merge(json, builder);
    return builder;
  }

  @Test
  void aProjectWithoutAPriceIsMadeWithAWarning() {
    CommandRun unsaid =
        CommandRun.of(
            target, "project", "create", "unsaid", "--classes", "no,yes", "--kind", "binary");
    assertThat(unsaid.code()).as(unsaid.err()).isZero();
    assertThat(unsaid.err()).startsWith("warning: default_price_micros is absent").hasLineCount(1);
    assertThat(unsaid.out()).doesNotContain("warning");
    CommandRun free =
        CommandRun.of(
            target,
            "project",
            "create",
            "free",
            "--classes",
            "no,yes",
            "--kind",
            "binary",
            "--default-price",
            "0");
    assertThat(free.code()).as(free.err()).isZero();
    assertThat(free.err()).isEmpty();
  }

  @Test
  void projectsAreMadeShownChangedAndArchived() throws Exception {
    createProject();
    assertThat(done(target, "project", "get", "digits").out())
        .containsPattern("name\\s+projects/digits")
        .containsPattern("default_price\\s+0.05")
        .containsPattern("policy.strategy\\s+two-phase");
    CommandRun updated =
        done(
            target,
            "project",
            "update",
            "projects/digits",
            "--strategy",
            "entropy",
            "--lease",
            "30m",
            "--stratum",
            "attribute=site",
            "--stratum",
            "confidence=4",
            "--default-price",
            "0.07",
            "--output",
            "json");
    Project changed = parse(updated.out(), Project.newBuilder()).build();
    assertThat(changed.getPolicy().getStrategy()).isEqualTo("entropy");
    assertThat(changed.getPolicy().getLease().getSeconds()).isEqualTo(1800);
    assertThat(changed.getDefaultPriceMicros()).isEqualTo(70_000);
    assertThat(changed.getStrata().getDimensionsCount()).isEqualTo(2);
    assertThat(updated.out()).contains("\"default_price_micros\"").hasLineCount(1);
    done(target, "project", "archive", "digits");
    assertThat(done(target, "project", "list").lines()).hasSize(1);
    assertThat(done(target, "project", "list", "--archived").lines().get(1))
        .startsWith("projects/digits  ARCHIVED");
  }

  @Test
  void workIsLeasedAnsweredPaidExplainedAndEstimated() throws Exception {
    createProject();
    importPool();
    NextBatchResponse batch =
        parse(
                done(project, "next", "-a", "ann", "-n", "2", "--output", "json").out(),
                NextBatchResponse.newBuilder())
            .build();
    assertThat(batch.getAssignmentsCount()).isEqualTo(2);
    String token = batch.getAssignments(0).getToken();
    String item = batch.getAssignments(0).getItemId();
    assertThat(done(project, "submit", "-a", "ann", token + "=yes").out())
        .contains(token, "FUNDED");
    Path file =
        Files.writeString(
            folder.resolve("labels.csv"),
            "token,label\n" + batch.getAssignments(1).getToken() + ",no\n");
    done(project, "submit", "-a", "ann", "--file", file.toString());

    Budget budget =
        parse(done(project, "budget", "show", "--output", "json").out(), Budget.newBuilder())
            .build();
    assertThat(budget.getFundedLabelCount()).isEqualTo(2);
    assertThat(done(project, "budget", "journal").lines()).hasSize(1 + 5);
    assertThat(done(project, "budget", "set-ceiling", "20", "--reason", "more").out())
        .contains("20.00 EUR");

    CommandRun history = done(project, "audit", "list", "--item", item);
    assertThat(history.lines().get(0)).contains("WAVE", "SLICE", "PROBABILITY", "DRAW", "UTILITY");
    assertThat(history.out()).contains("batch_granted", "labels_submitted", "settled as \"yes\"");
    assertThat(history.out()).containsPattern(Pattern.compile("EXPLO(IT|RE)  +[01]\\.[0-9]{6}"));
    List<String> exported = done(project, "audit", "export", "--output", "json").lines();
    assertThat(exported).hasSameSizeAs(done(project, "audit", "list", "--output", "json").lines());
    assertThat(parse(exported.get(0), AuditEvent.newBuilder()).hasProjectCreated()).isTrue();
    ReplayWaveResponse replay =
        parse(
                done(project, "audit", "replay", "1", "--output", "json").out(),
                ReplayWaveResponse.newBuilder())
            .build();
    assertThat(replay.getIdentical()).isTrue();

    assertThat(done(project, "estimate", "accuracy").out()).contains("m1", "withheld");
    EstimateAccuracyResponse accuracy =
        parse(
                done(project, "estimate", "accuracy", "--level", "0.8", "--output", "json").out(),
                EstimateAccuracyResponse.newBuilder())
            .build();
    assertThat(accuracy.getAccuracy().getLabelCount()).isEqualTo(2);
    assertThat(done(project, "estimate", "prevalence").lines()).hasSize(3);
    assertThat(done(project, "estimate", "roc-auc").lines()).hasSize(3);
    assertThat(done(project, "estimate", "error", "--by", "class").out()).contains("withheld");
    assertThat(done(project, "estimate", "versions").out()).contains("m1", "withheld");
    assertThat(done(project, "estimate", "compare", "--baseline", "m1").out())
        .contains("difference", "withheld");
    assertThat(done(project, "estimate", "precision").lines()).hasSize(3);
  }

  @Test
  void aShortBatchSaysWhyOnTheStandardError() {
    createProject();
    CommandRun run = done(project, "next", "-a", "ann");
    assertThat(run.lines()).hasSize(1);
    assertThat(run.err())
        .isEqualTo("assay: 0 assignments: POOL_EXHAUSTED" + System.lineSeparator());
  }

  @Test
  void aDryRunLeasesNothing() throws Exception {
    createProject();
    importPool();
    CommandRun run = done(project, "next", "-a", "ann", "-n", "3", "--dry-run");
    assertThat(run.lines()).hasSize(4);
    assertThat(run.lines().get(1)).contains("  -  ");
    assertThat(done(project, "budget", "show").out()).containsPattern("held\\s+0.00 EUR");
  }

  @Test
  void badRecordsAreLeftOutAndNamedWhereThatIsAsked() throws Exception {
    createProject();
    Path items =
        Files.writeString(
            folder.resolve("items.ndjson"),
            "{\"id\": \"a\"}\n\n{\"id\": \"\"}\n{\"id\": \"b\", \"price_micros\": \"-1\"}\n");
    CommandRun stopped = CommandRun.of(project, "import", "items", items.toString());
    assertThat(stopped.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(stopped.err()).contains("INVALID_FIELD");
    CommandRun skipped =
        CommandRun.of(project, "import", "items", items.toString(), "--skip-errors");
    assertThat(skipped.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(skipped.lines().get(1)).matches("\\s+1\\s+0\\s+0\\s+2");
    assertThat(skipped.err())
        .contains(
            items + ", line 3 (): column \"id\": ", items + ", line 4 (b): column \"price\": ");
  }

  @Test
  void aFileThatCannotBeReadIsNamedWithItsLine() throws Exception {
    createProject();
    Path scores = Files.writeString(folder.resolve("s.csv"), "item_id,no,yes\na,0.5,half\n");
    CommandRun run = CommandRun.of(project, "import", "scores", "-m", "m", scores.toString());
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("s.csv, line 2: ");
    Path wrong = Files.writeString(folder.resolve("w.csv"), "item_id,no,maybe\na,0.5,0.5\n");
    assertThat(CommandRun.of(project, "import", "scores", "-m", "m", wrong.toString()).err())
        .contains("no column of the class \"yes\"");
    assertThat(CommandRun.of(project, "import", "items", "none.csv").err())
        .contains("none.csv cannot be read");
    assertThat(CommandRun.of(project, "import", "items", "items.parquet").err())
        .contains("give --format");
  }

  @Test
  void exitCodesTellKindsOfErrorApart() {
    createProject();
    assertThat(done(target, "health").out()).isEqualTo("SERVING" + System.lineSeparator());
    assertThat(CommandRun.of(target, "health", "--service", "no.such.Service").code())
        .isEqualTo(ExitCode.REFUSED);
    CommandRun refused = CommandRun.of(target, "project", "get", "none");
    assertThat(refused.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(refused.err()).startsWith("assay: NOT_FOUND (PROJECT_NOT_FOUND): ").hasLineCount(1);
    assertThat(CommandRun.of("health", "--target", "127.0.0.1:1").code())
        .isEqualTo(ExitCode.UNAVAILABLE);
    CommandRun unreachable = CommandRun.of("project", "list", "--target", "127.0.0.1:1");
    assertThat(unreachable.code()).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(unreachable.err()).contains("is a server running there?").hasLineCount(1);
  }

  @Test
  void aStoreIsLookedAtWithoutAServer() {
    createProject();
    server.close();
    String store = folder.resolve("assay.db").toString();
    List<String> embedded = List.of("--store", store, "-p", "digits");
    assertThat(done(embedded, "budget", "show").out()).contains("10.00 EUR");
    assertThat(done(embedded, "audit", "list").out()).contains("project_created");
    CommandRun missing = CommandRun.of("audit", "list", "-p", "digits", "--store", store + ".none");
    assertThat(missing.code()).isEqualTo(ExitCode.USAGE);
    assertThat(folder.resolve("assay.db.none")).doesNotExist();
  }

  @Test
  void aStoreThatAServerIsRunningOnIsRefused() {
    createProject();
    CommandRun run =
        CommandRun.of(
            "audit", "list", "-p", "digits", "--store", folder.resolve("assay.db").toString());
    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("in use by").hasLineCount(1);
  }

  @Test
  void annotatorsAreRegisteredChangedSuspendedAndReinstated() {
    createProject();
    assertThat(
            done(project, "annotator", "register", "ann-7", "--price", "0.06", "--role", "labeler")
                .out())
        .contains("PROBATION")
        .contains("0.06");
    done(project, "annotator", "update", "ann-7", "--daily-limit", "40");
    assertThat(done(project, "annotator", "get", "ann-7").out()).contains("40");
    done(project, "annotator", "suspend", "ann-7", "--reason", "asleep");
    assertThat(done(project, "annotator", "list").out()).contains("SUSPENDED").contains("asleep");
    assertThat(done(project, "next", "--annotator", "ann-7").err())
        .containsIgnoringCase("suspended");
    assertThat(done(project, "annotator", "reinstate", "ann-7").out()).contains("PROBATION");
    assertThat(CommandRun.of(project, "annotator", "update", "ann-7").err())
        .contains("at least one option");
    assertThat(CommandRun.of(project, "annotator", "register", "x", "--role", "boss").err())
        .contains("labeler or adjudicator");
  }

  @Test
  void itemsThatRequireTagsGoToThoseWhoHaveThem() throws Exception {
    createProject();
    Path items = Files.createFile(folder.resolve("tagged.csv"));
    Files.writeString(items, "id,required_tags\nscan-1,x-ray lang:de\nscan-2,\nscan-3,lang:fr\n");
    assertThat(CommandRun.of(project, "import", "items", items.toString()).code()).isZero();
    CommandRun made =
        CommandRun.of(
            project,
            "annotator",
            "register",
            "ann-1",
            "--tag",
            "x-ray",
            "--tag",
            "lang:de",
            "--item-limit",
            "500");
    assertThat(made.lines())
        .anyMatch(line -> line.matches("tags +lang:de x-ray"))
        .anyMatch(line -> line.matches("item_limit +500"));
    CommandRun updated =
        CommandRun.of(
            target,
            "project",
            "update",
            "digits",
            "--max-items-per-annotator",
            "2000",
            "--max-score-age",
            "12h",
            "--stale-scores",
            "refuse");
    assertThat(updated.lines())
        .anyMatch(line -> line.matches("policy.max_items_per_annotator +2000"))
        .anyMatch(line -> line.matches("policy.max_score_age +12 h, then refuse"));

    CommandRun plain = CommandRun.of(project, "next", "--annotator", "plain", "--max", "5");
    assertThat(plain.out()).contains("scan-2").doesNotContain("scan-1", "scan-3");
    assertThat(plain.err()).contains("NO_ITEM_FITS");
    assertThat(CommandRun.of(project, "items", "summary").lines())
        .anyMatch(
            line -> line.matches("for lang:de x-ray .1 waiting, annotators who can: 1. +1 +-"))
        .anyMatch(line -> line.matches("for lang:fr .1 waiting, annotators who can: 0. +1 +-"));
    assertThat(CommandRun.of(project, "audit", "list").out()).contains("2 passed over");
    assertThat(CommandRun.of(project, "next", "--annotator", "ann-1", "--max", "5").out())
        .contains("scan-1")
        .doesNotContain("scan-2", "scan-3");
    assertThat(CommandRun.of(project, "items", "get", "scan-1").out()).contains("lang:de x-ray");
  }

  @Test
  void whatTheNextLabelsAreWorthIsSaidWithTheAdvice() throws Exception {
    createProject();
    importPool();
    CommandRun early =
        CommandRun.of(
            project,
            "estimate",
            "gain",
            "--next",
            "200",
            "--least-gain",
            "0.002",
            "--rounds",
            "4",
            "--target-accuracy",
            "0.97");
    assertThat(early.code()).isZero();
    assertThat(early.err()).contains("TOO_EARLY: at least 4 model versions");
    assertThat(CommandRun.of(project, "estimate", "gain", "--rounds", "4").err())
        .contains("needs least_gain");
    assertThat(CommandRun.of(project, "next", "--annotator", "ann").err())
        .doesNotContain("directive");
    CommandRun updated =
        CommandRun.of(
            target,
            "project",
            "update",
            "digits",
            "--stopping",
            "target_accuracy=0.97,least_gain=0.002,rounds=4,stops=true");
    assertThat(updated.lines())
        .anyMatch(line -> line.matches("policy.stopping +.*target_accuracy=0.97.*stops=true"));
    assertThat(CommandRun.of(project, "next", "--annotator", "ann").err())
        .contains("assay: directive: too early: at least 4 model versions");
    assertThat(CommandRun.of(project, "audit", "list").out()).contains(", too early");
    assertThat(CommandRun.of(target, "project", "update", "digits", "--stopping", "none").lines())
        .anyMatch(line -> line.matches("policy.stopping +none"));
  }

  @Test
  void theQualityOfLabelsIsAskedForByOptions() {
    createProject();
    String shown =
        done(
                target,
                "project",
                "update",
                "digits",
                "--verdict-method",
                "one-coin",
                "--dynamic-redundancy",
                "confidence=0.9",
                "--gold",
                "probation_share=0.25,promotion_votes=3,keep_doubtful_votes=true",
                "--adjudication",
                "min_agreement=1,escalate_after=2h")
            .out();
    assertThat(shown)
        .contains("one-coin")
        .contains("confidence=0.9")
        .contains("probation_share=0.25")
        .contains("promotion_votes=3")
        .contains("keep_doubtful_votes=true")
        .contains("trusted_share=0.05")
        .contains("min_agreement=1.0")
        .contains("escalate_after=7200s");
    String without =
        done(
                target,
                "project",
                "update",
                "digits",
                "--gold",
                "none",
                "--dynamic-redundancy",
                "none")
            .out();
    assertThat(without).containsPattern("policy.gold +none").contains("min_agreement=1.0");
    assertThat(done(target, "project", "update", "digits", "--gold", "default").out())
        .contains("probation_share=0.2,");
    assertThat(refused(target, "project", "update", "digits", "--gold", "often"))
        .contains("probation_share, trusted_share")
        .contains("\"often\" is not");
    assertThat(refused(target, "project", "update", "digits", "--gold", "max_uses=many"))
        .contains("--gold max_uses must be a number");
    assertThat(refused(target, "project", "update", "digits", "--adjudication", "show_votes=1"))
        .contains("true or false");
  }

  @Test
  void agreementIsShownForTheProjectAndForPairs() {
    createProject();
    assertThat(done(project, "annotator", "agreement").out())
        .contains("alpha_interval")
        .contains("all");
    assertThat(done(project, "annotator", "agreement", "--by", "pair").out())
        .hasLineCount(1)
        .startsWith("GROUP");
    assertThat(refused(project, "annotator", "agreement", "--annotator", "a"))
        .contains("annotator_id");
  }
}
