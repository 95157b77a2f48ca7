package dev.assay.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.SeededStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictsCommandTest {
  @TempDir private Path folder;

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void writesOneVerdictForEachItemWithItsProbability() throws IOException {
    String votes =
        file(
            "votes.csv",
            "item,worker,label\na,w1,cat\na,w2,dog\na,w3,cat\n\"b,1\",w1,dog\n\"b,1\",w2,dog\n");
    CommandRun run = CommandRun.of("verdicts", "--votes", votes, "--method", "majority");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.lines())
        .containsExactly("item,verdict,probability", "a,cat,0.666667", "\"b,1\",dog,1.000000");
    assertThat(run.err()).contains("5 votes of 3 workers on 2 items", "method majority", "0 ties");
  }

  @Test
  void tiesGoToTheLabelWithMoreVotesInAllAndAreCounted() throws IOException {
    String votes = file("votes.csv", "worker,label,item\nw1,b,1\nw2,a,1\nw1,b,2\nw2,b,2\n");
    CommandRun run = CommandRun.of("verdicts", "--votes", votes, "--output", "csv");
    assertThat(run.lines()).contains("1,b,0.500000");
    assertThat(run.err()).contains("1 ties");
  }

  @Test
  void votesThatAllNameOneLabelGiveVerdictsAndNoAgreement() throws IOException {
    StringBuilder votes = new StringBuilder("item,worker,label\n");
    for (int item = 0; item < 20; item++) {
      votes.append(item).append(",w1,cat\n").append(item).append(",w2,cat\n");
    }
    String unanimous = file("votes.csv", votes.toString());
    for (String method : new String[] {"auto", "majority", "dawid-skene"}) {
      CommandRun run = CommandRun.of("verdicts", "--votes", unanimous, "--method", method);
      assertThat(run.code()).as(run.err()).isZero();
      assertThat(run.lines().subList(1, 21)).allMatch(line -> line.contains(",cat,"));
      assertThat(run.err()).contains("agreement withheld: all votes", "name one label");
    }
    String single = file("single.csv", "item,worker,label\n1,w1,cat\n2,w2,dog\n");
    assertThat(CommandRun.of("verdicts", "--votes", single).err())
        .contains("agreement withheld: no item has votes of two workers");
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "majority", "wawa", "glad", "mace", "subtypes", "dawid-skene"})
  void aShuffledFileGivesTheSameLines(String method) throws IOException {
    List<String> rows = new ArrayList<>();
    SeededStream random = new SeededStream(4);
    for (int item = 0; item < 80; item++) {
      for (int vote = 0; vote < 4; vote++) {
        String label = "label " + (random.nextUnit() < 0.6 ? item % 3 : random.nextBelow(3));
        rows.add("i" + item + ",w" + random.nextBelow(9) + "," + label);
      }
    }
    List<List<String>> results = new ArrayList<>();
    for (int shuffle = 0; shuffle < 4; shuffle++) {
      String votes = file("votes.csv", "item,worker,label\n" + String.join("\n", rows) + "\n");
      CommandRun run =
          CommandRun.of("verdicts", "--votes", votes, "--method", method, "--output", "json");
      assertThat(run.code()).as(run.err()).isZero();
      results.add(run.lines().stream().sorted().toList());
      Collections.shuffle(rows, new Random(shuffle));
    }
    assertThat(results).containsOnly(results.get(0));
  }

  @Test
  void ofSeveralVotesOfAWorkerOnAnItemTheMostFrequentStands() throws IOException {
    String votes =
        file(
            "votes.csv",
            "item,worker,label\n1,w1,a\n1,w1,b\n1,w1,a\n1,w2,b\n1,w2,a\n2,w2,b\n2,w1,b\n");
    CommandRun run = CommandRun.of("verdicts", "--votes", votes, "--method", "majority");
    assertThat(run.lines()).contains("1,a,1.000000", "2,b,1.000000");
    assertThat(run.err())
        .contains("3 votes of 2 workers on 2 items", "3 votes were left out, which their own");
  }

  @Test
  void takesClassesThatAreKnown() throws IOException {
    String votes = file("votes.csv", "item,worker,label\n1,w1,0\n1,w2,0\n2,w1,1\n2,w2,1\n");
    String known = file("known.csv", "item,label\n1,1\n");
    CommandRun run = CommandRun.of("verdicts", "--votes", votes, "--known", known);
    assertThat(run.lines()).contains("1,1,1.000000");
  }

  @Test
  void everyMethodOfTheUsageTextIsThere() throws IOException {
    String votes = file("votes.csv", "item,worker,label\n1,w1,0\n1,w2,0\n2,w1,1\n2,w2,1\n");
    for (String method :
        new String[] {
          "auto",
          "majority",
          "wawa",
          "zero-based-skill",
          "one-coin",
          "dawid-skene",
          "glad",
          "mace",
          "smoothed-dawid-skene",
          "smoothed-dawid-skene-equal-shares",
          "subtypes"
        }) {
      CommandRun run =
          CommandRun.of("verdicts", "--votes", votes, "--method", method, "--output", "json");
      assertThat(run.code()).as(method + run.err()).isZero();
      assertThat(run.lines()).hasSize(2).first().asString().contains("\"verdict\":\"0\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {";", "\t"})
  void cellsMayBeSeparatedBySemicolonsOrTabs(String separator) throws IOException {
    String text = "item,worker,label\n\"a\",w1,cat\nb,w1,\"the dog\"\n".replace(",", separator);
    CommandRun run =
        CommandRun.of("verdicts", "--votes", file("votes.csv", text), "--method", "majority");
    assertThat(run.lines())
        .as(run.err())
        .containsExactly("item,verdict,probability", "a,cat,1.000000", "b,the dog,1.000000");
  }

  @Test
  void aSemicolonInANameSeparatesNothingWhereThereAreCommas() throws IOException {
    String votes = file("votes.csv", "item,worker,label,note;more\na,w1,x;y,1\nb,w1,z,2\n");
    assertThat(CommandRun.of("verdicts", "--votes", votes, "--method", "majority").lines())
        .contains("a,x;y,1.000000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "windows-1252"})
  void whatIsNoUtf8IsRefusedInOneLine(String encoding) throws IOException {
    Path votes = folder.resolve("votes.csv");
    String text = "item,worker,label\na,w1,caf\u00e9\nb,w1,z\n";
    Files.writeString(votes, text, Charset.forName(encoding));
    CommandRun run = CommandRun.of("verdicts", "--votes", votes.toString());
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).hasLineCount(1).contains("UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "NaN", "nan", "null", "NULL"})
  void whatIsNoLabelIsRefusedByLineAndColumn(String label) throws IOException {
    String votes = file("votes.csv", "item,worker,label\n1,w1,0\n1,w2," + label + "\n2,w1,1\n");
    CommandRun run = CommandRun.of("verdicts", "--votes", votes);
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .hasLineCount(1)
        .startsWith("assay: " + votes + ", line 3: column \"label\" ");
  }

  @Test
  void anItemOrAWorkerWithoutANameIsRefused() throws IOException {
    String votes = file("votes.csv", "item,worker,label\n1,w1,0\n, w2,1\n");
    assertThat(CommandRun.of("verdicts", "--votes", votes).err())
        .contains("line 3: column \"item\" is empty");
    votes = file("votes.csv", "item,worker,label\n1,,0\n2,w2,1\n");
    assertThat(CommandRun.of("verdicts", "--votes", votes).err())
        .contains("line 2: column \"worker\" is empty");
  }

  @Test
  void saysWhatIsWrongWithAFile() throws IOException {
    String noColumn = file("a.csv", "item,label\n1,0\n");
    assertThat(CommandRun.of("verdicts", "--votes", noColumn).err())
        .contains("no column \"worker\"");
    String none = file("b.csv", "item,worker,label\n");
    CommandRun run = CommandRun.of("verdicts", "--votes", none);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("has no votes");
    assertThat(CommandRun.of("verdicts", "--votes", none, "--method", "crowdlab").err())
        .contains("--method has no crowdlab");
  }
}
