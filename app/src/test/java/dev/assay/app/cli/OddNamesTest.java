package dev.assay.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.report.CsvRecords;
import dev.assay.server.AssayServer;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes and items whose names hold what separates names elsewhere, through every command. */
final class OddNamesTest {
  private static final List<String> CLASSES = List.of("a;b", "a,b", "is it?", "x=y", "\"quoted\"");
  private static final List<String> ITEMS = List.of("i;1", "i,2", "i?3", "i=4", "\"i\" 5", "i=x=y");

  @TempDir private Path folder;
  private AssayServer server;
  private List<String> project = List.of();

  @BeforeEach
  void start() throws Exception {
    server = CommandRun.server(folder);
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

  private void create(String name, String... options) {
    List<String> target = List.of("--target", "127.0.0.1:" + server.port());
    List<String> args = new ArrayList<>(List.of("project", "create", name, "--ceiling", "10"));
    args.addAll(List.of("--default-price", "0.05"));
    args.addAll(List.of(options));
    CommandRun run = CommandRun.of(target, args.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
    project = List.of("--target", "127.0.0.1:" + server.port(), "-p", name);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static String cell(String text) {
    return "\"" + text.replace("\"", "\"\"") + "\"";
  }

  private static List<List<String>> csv(CommandRun run) throws IOException {
    try (CsvRecords records = new CsvRecords(new StringReader(run.out()))) {
      return records.rest();
    }
  }

  private void fillPool() throws IOException {
    String items =
        ITEMS.stream()
            .map(item -> cell(item) + ";north;" + cell("a;b"))
            .collect(Collectors.joining("\n", "\uFEFFid;site;\"note;1\"\n", "\n"));
    done("import", "items", file("items.csv", items).toString());
    String scores =
        ITEMS.stream()
            .map(item -> cell(item) + "\t0.2\t0.2\t0.2\t0.2\t0.2")
            .collect(
                Collectors.joining(
                    "\n",
                    "item_id\t"
                        + CLASSES.stream().map(OddNamesTest::cell).collect(Collectors.joining("\t"))
                        + "\n",
                    "\n"));
    done("import", "scores", "-m", "v;1", file("scores.tsv", scores).toString());
  }

  private void createAsFile() throws IOException {
    create("odd", "--classes-file", file("classes.txt", String.join("\n", CLASSES)).toString());
  }

  @Test
  void classesAreNamedInAFileOneByOneOrInQuotes() throws IOException {
    createAsFile();
    String asFile =
        CommandRun.of(project.subList(0, 2), "project", "get", "odd")
            .out()
            .replaceAll("(?s).*class_names *([^\n]*)\n.*", "$1");
    assertThat(asFile).isEqualTo("a;b,\"a,b\",is it?,x=y,\"\"\"quoted\"\"\"");
    List<String> flags = new ArrayList<>();
    CLASSES.forEach(name -> flags.addAll(List.of("--class", name)));
    create("flags", flags.toArray(String[]::new));
    assertThat(CommandRun.of(project.subList(0, 2), "project", "get", "flags").out())
        .contains(asFile);
    create("list", "--classes", "a;b,\"a,b\",is it?", "--classes", "x=y,\"\"\"quoted\"\"\"");
    assertThat(CommandRun.of(project.subList(0, 2), "project", "get", "list").out())
        .contains(asFile);
    assertThat(
            CommandRun.of(project.subList(0, 2), "project", "create", "no", "--ceiling", "1").err())
        .contains("--classes-file");
  }

  @Test
  void aBatchIsExportedFilledInAndSubmitted() throws IOException {
    createAsFile();
    fillPool();
    List<List<String>> batch = csv(done("next", "-a", "ann", "-n", "5", "--output", "csv"));
    assertThat(batch.get(0)).containsExactly("item", "token", "label", "price", "expires");
    StringBuilder filled = new StringBuilder("item,TOKEN,Label,price\n");
    for (int i = 1; i < batch.size(); i++) {
      List<String> row = batch.get(i);
      filled.append(cell(row.get(0)) + "," + row.get(1) + "," + cell(CLASSES.get(i - 1)) + ",1\n");
    }
    done("submit", "-a", "ann", "--file", file("labels.csv", filled.toString()).toString());
    assertThat(csv(done("labels", "list", "--output", "csv")))
        .extracting(row -> row.get(2))
        .containsExactlyInAnyOrder("LABEL", "a;b", "a,b", "is it?", "x=y", "\"quoted\"");
    assertThat(csv(done("items", "list", "--state", "settled", "--output", "csv")))
        .extracting(row -> row.get(4))
        .contains("a;b", "a,b", "is it?", "x=y", "\"quoted\"");
    assertThat(csv(done("training", "export", "--output", "csv"))).hasSize(6);
    assertThat(done("labels", "list", "--output", "json").lines()).hasSize(5);
    assertThat(done("items", "get", "i=4").out()).contains("note;1=a;b; site=north");
    assertThat(done("items", "summary").out()).containsPattern("settled +5 +5");
    String token = csv(done("next", "-a", "ann", "-n", "1", "--output", "csv")).get(1).get(1);
    done("submit", "-a", "ann", token + "=x=y");
    assertThat(done("replace", "-a", "ann", token + "=a;b").out()).contains("a;b");
    assertThat(done("withdraw", "-a", "ann", token, "--reason", "unsure").out())
        .contains("withdrawn");
  }

  @Test
  void rightAnswersAreGivenByArgumentAndByFile() throws IOException {
    createAsFile();
    fillPool();
    done("gold", "put", "i;1=a;b", "i=4=a,b");
    CommandRun unclear = CommandRun.of(project, "gold", "put", "i=x=y=x=y");
    assertThat(unclear.code()).as("x=y is a class, and so is nothing else").isZero();
    String keys = cell("i,2") + "," + cell("is it?") + "\n";
    done("gold", "put", "--file", file("gold.csv", "item,label\n" + keys).toString());
    assertThat(csv(done("gold", "list", "--output", "csv")))
        .extracting(row -> row.get(0))
        .containsExactlyInAnyOrder("ITEM", "i;1", "i=4", "i=x=y", "i,2");
  }

  @Test
  void whatIsNoClassIsRefusedByLineAndColumnAndNeverMadeOne() throws IOException {
    createAsFile();
    fillPool();
    String token = csv(done("next", "-a", "ann", "-n", "1", "--output", "csv")).get(1).get(1);
    for (String label : List.of("", " ", "NaN", "null", "A;B", "a;b ", "nothing")) {
      Path file = file("labels.csv", "token,label\n" + token + "," + cell(label) + "\n");
      CommandRun run = CommandRun.of(project, "submit", "-a", "ann", "--file", file.toString());
      assertThat(run.code()).as(label).isEqualTo(ExitCode.USAGE);
      assertThat(run.err()).hasLineCount(1).contains(file + ", line 2: column \"label\": ");
      Path keys = file("gold.csv", "item,label\n" + cell("i,2") + "," + cell(label) + "\n");
      CommandRun gold = CommandRun.of(project, "gold", "put", "--file", keys.toString());
      assertThat(gold.code()).as(label).isEqualTo(ExitCode.USAGE);
      assertThat(gold.err()).hasLineCount(1).contains(keys + ", line 2: column \"label\": ");
    }
    assertThat(CommandRun.of(project, "submit", "-a", "ann", token + "=A;B").err())
        .contains("is \"a;b\" meant?");
    assertThat(done("return", "-a", "ann", token).out()).contains("0.05");
  }

  @Test
  void severalClassesAreJoinedOrAnArray() throws IOException {
    create(
        "several", "--kind", "multi_label", "--class", "red", "--class", "a;b", "--class", "blue");
    done("import", "items", file("items.csv", "id\n1\n2\n3\n").toString());
    List<List<String>> batch = csv(done("next", "-a", "ann", "-n", "3", "--output", "csv"));
    done("submit", "-a", "ann", batch.get(1).get(1) + "=red;blue");
    done("submit", "-a", "ann", batch.get(2).get(1) + "=[\"red\",\"a;b\"]");
    done("submit", "-a", "ann", batch.get(3).get(1) + "=[]");
    assertThat(csv(done("labels", "list", "--output", "csv")))
        .extracting(row -> row.get(2))
        .containsExactlyInAnyOrder("LABEL", "red;blue", "[\"red\",\"a;b\"]", "[]");
  }
}
