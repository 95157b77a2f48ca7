package dev.assay.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.app.demo.compare.Comparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoCompareTest {
  @TempDir private Path folder = Path.of("");

  private DemoProgram.Result compare(String... more) throws IOException {
    String[] options = {
      "--compare", "--dataset", "breast-cancer", "--seeds", "2", "--curves", folder.toString()
    };
    String[] all = new String[options.length + more.length];
    System.arraycopy(options, 0, all, 0, options.length);
    System.arraycopy(more, 0, all, options.length, more.length);
    return new DemoProgram(folder).run(all);
  }

  @Test
  void everyStrategyIsComparedAndItsCurveDrawn() throws Exception {
    DemoProgram.Result run = compare("--rounds", "3");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("breast-cancer: 2 seeds, 27 labels in batches of 9;");
    Path picture = folder.resolve("learning-curves-breast-cancer.svg");
    String svg = Files.readString(picture);
    for (String strategy : Comparison.STRATEGIES) {
      assertThat(run.out()).containsPattern("(?m)^" + strategy + " +(> )?\\d+ ");
      assertThat(svg).contains(">" + strategy + "</text>");
    }
    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(picture.toFile());
    assertThat(compare("--rounds", "3").out()).isEqualTo(run.out());
  }

  @Test
  void whatCannotBeComparedIsRefusedBeforeAnyWork() throws IOException {
    assertThat(compare("--seeds", "1").exitCode()).isEqualTo(2);
    assertThat(compare("--rounds", "0").exitCode()).isEqualTo(2);
    assertThat(compare("--dataset", "digits,iris").err()).contains("\"iris\" is no data set");
    assertThat(compare("--curves", folder.resolve("none").toString()).err())
        .contains("name a folder that exists");
  }
}
