package dev.assay.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.AssayServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of items and scores that are a little wrong, and score sets that are cut short. */
final class ImportFilesTest {
  @TempDir private Path folder;
  private AssayServer server;
  private List<String> project = List.of();

  @BeforeEach
  void start() throws Exception {
    server = CommandRun.server(folder);
    project = List.of("--target", "127.0.0.1:" + server.port(), "-p", "pets");
    CommandRun created =
        CommandRun.of(
            project.subList(0, 2),
            "project",
            "create",
            "pets",
            "--classes",
            "cat,dog",
            "--ceiling",
            "10",
            "--default-price",
            "0.05");
    assertThat(created.code()).as(created.err()).isZero();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private CommandRun run(String... args) {
    return CommandRun.of(project, args);
  }

  private CommandRun done(String... args) {
    CommandRun run = run(args);
    assertThat(run.code()).as("%s: %s", List.of(args), run.err()).isZero();
    return run;
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private void fillPool(int count) throws IOException {
    String ids = IntStream.range(0, count).mapToObj(i -> "i" + i).collect(Collectors.joining("\n"));
    done("import", "items", file("ids.csv", "id\n" + ids + "\n"));
  }

  private String scores(int count, String cat, String dog) throws IOException {
    return file(
        "scores-" + count + ".csv",
        IntStream.range(0, count)
            .mapToObj(i -> "i" + i + "," + cat + "," + dog)
            .collect(Collectors.joining("\n", "item_id,cat,dog\n", "\n")));
  }

  @Test
  void badRecordsOfAnyKindAreLeftOutAndTheRestIsTaken() throws IOException {
    String items =
        file(
            "items.csv",
            """
            id,price,embedding,site
            a,0.10,1 2,n
            b,0.0000001,1 2,n
            c,cheap,1 2,n
            d,0.10,1 two,n
            e,0.10
            ,0.10,1 2,n
            f,0.10,1 2 3,n
            g,,,
            """);
    CommandRun skipped = run("import", "items", items, "--skip-errors");
    assertThat(skipped.code()).as(skipped.err()).isEqualTo(ExitCode.REFUSED);
    assertThat(skipped.lines().get(1)).matches("\\s+2\\s+0\\s+0\\s+6");
    assertThat(skipped.err())
        .contains(
            items + ", line 3: column \"price\"",
            items + ", line 4: column \"price\"",
            items + ", line 5: column \"embedding\" has \"two\"",
            items + ", line 6: 2 cells",
            items + ", line 7: column \"id\" is empty",
            items + ", line 8 (f): column \"embedding\"");
    String lines =
        file(
            "items.ndjson",
            """
            {"id":"h"}
            {"id":"j","colour":"red"}
            no json
            {"id":"k","embedding":["NaN",1]}
            {"id":"l"}
            """);
    CommandRun json = run("import", "items", lines, "--skip-errors");
    assertThat(json.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(json.lines().get(1)).matches("\\s+2\\s+0\\s+0\\s+3");
    assertThat(json.err()).contains("line 2: ", "line 3: ", "line 4 (k): ");
    assertThat(run("import", "items", lines).code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void scoresThatAreOffByRoundingAreTakenAndOthersNamedByValueLineAndColumn() throws IOException {
    fillPool(3);
    String rounded =
        file("rounded.csv", "item_id,cat,dog\ni0,0.333,0.666\ni1,1.0009,-0.0005\ni2,0.5,0.501\n");
    done("import", "scores", "-m", "v1", rounded);
    String wrong = file("wrong.csv", "item_id,cat,dog\ni0,0.5,0.5\ni1,-1.7,0.5\ni2,nan,0.5\n");
    CommandRun parsed = run("import", "scores", "-m", "v1", wrong);
    assertThat(parsed.code()).isEqualTo(ExitCode.USAGE);
    assertThat(parsed.err()).contains(wrong + ", line 4: column \"cat\" has \"nan\"");
    String beyond = file("beyond.csv", "item_id,cat,dog\ni0,0.5,0.5\n\ni1,0.5,-1.7\n");
    CommandRun refused = run("import", "scores", "-m", "v1", beyond);
    assertThat(refused.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(refused.err())
        .contains(beyond + ", line 4: column \"dog\": must be from 0 to 1, not -1.7");
    String sum = file("sum.csv", "item_id,cat,dog\ni0,0.5,0.4\n");
    assertThat(run("import", "scores", "-m", "v1", sum).err())
        .contains("line 2: column \"cat\"", "not to 0.9");
    CommandRun skipped = run("import", "scores", "-m", "v1", wrong, "--skip-errors");
    assertThat(skipped.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(skipped.lines().get(1)).matches("v1 +COMPLETE +1 +3 +2");
    assertThat(skipped.err()).contains("line 4: ", "line 3 (i1): column \"cat\": ");
  }

  @Test
  void aScoresFileThatIsCutShortIsNotUsedAndAnEarlierVersionCanBe() throws IOException {
    fillPool(50);
    done("import", "scores", "-m", "v1", scores(50, "0.9", "0.1"));
    CommandRun cut = run("import", "scores", "-m", "v2", scores(2, "0.1", "0.9"));
    assertThat(cut.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(cut.err()).contains("v2 is partial and not used: 48 items");
    assertThat(done("model", "list").lines())
        .satisfiesExactly(
            header -> assertThat(header).contains("STATE"),
            two -> assertThat(two).matches("v2 +PARTIAL +no +2 +48 .*"),
            one -> assertThat(one).matches("v1 +COMPLETE +yes +50 +0 .*"));
    done("import", "scores", "-m", "v2", scores(50, "0.1", "0.9"));
    assertThat(done("model", "use", "v1").lines().get(1)).matches("v1 +COMPLETE +yes .*");
    assertThat(done("import", "scores", "-m", "v3", "--part", scores(1, "1", "0")).err())
        .contains("v3 is partial");
    assertThat(run("model", "use", "v9").code()).isEqualTo(ExitCode.REFUSED);
    assertThat(done("model", "list", "--output", "csv").lines().get(0))
        .isEqualTo("MODEL VERSION,STATE,CURRENT,SCORED,UNSCORED,PUBLISHED");
  }

  @Test
  void aPackedFileIsReadAndABrokenOneRefusedInOneLine() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      String ids =
          IntStream.range(0, 5000).mapToObj(i -> "i" + i).collect(Collectors.joining("\n"));
      gzip.write(("id\n" + ids).getBytes(StandardCharsets.UTF_8));
    }
    Path whole = Files.write(folder.resolve("items.csv.gz"), packed.toByteArray());
    assertThat(done("import", "items", whole.toString()).lines().get(1)).contains("5000");
    Path broken =
        Files.write(
            folder.resolve("broken.csv.gz"),
            Arrays.copyOf(packed.toByteArray(), packed.size() / 2));
    CommandRun run = run("import", "items", broken.toString());
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("broken.csv.gz is packed by gzip, and broken");
    Path utf16 = folder.resolve("utf16.csv");
    Files.writeString(utf16, "id\na\n", StandardCharsets.UTF_16);
    CommandRun other = run("import", "items", utf16.toString());
    assertThat(other.code()).isEqualTo(ExitCode.USAGE);
    assertThat(other.err()).contains("save it as UTF-8");
  }

  @Test
  void progressAndErrorsAreOnTheStandardErrorInWholeLines() throws IOException {
    CommandRun run = run("import", "items", file("ids.csv", "id\na\nb\n"));
    assertThat(run.err()).doesNotContain("\r").matches("2 records, [0-9,]+ a second\\R");
  }

  @Test
  void grantsArePausedAndResumed() throws IOException {
    fillPool(3);
    done("budget", "pause", "--reason", "an error");
    assertThat(done("next", "-a", "ann").err()).contains("REVIEW_PENDING");
    done("budget", "resume");
    assertThat(done("next", "-a", "ann").lines()).hasSize(4);
  }

  @Test
  void theBudgetIsOneTableAsCsv() {
    List<String> lines = done("budget", "show", "--output", "csv").lines();
    assertThat(lines.get(0)).isEqualTo("part,name,field,value");
    assertThat(lines)
        .contains(",,ceiling,10.00 EUR")
        .allMatch(line -> line.split(",", -1).length == 4);
    assertThat(done("budget", "spend", "--output", "csv").lines())
        .allMatch(line -> line.split(",", -1).length == 4);
    assertThat(done("budget", "spend", "--by", "day", "--output", "csv").lines().get(0))
        .startsWith("DAY,SPENT");
  }
}
