package dev.assay.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated // changes the language of its process
final class DemoRepeatTest {
  @TempDir Path folder = Path.of("");

  @Test
  void sameSeedGivesTheSameOutputAndReportAnotherDoesNot() throws IOException {
    String[] options = {"--dataset", "breast-cancer", "--rounds", "3", "--seed", "9"};
    DemoProgram demo = new DemoProgram(folder);
    DemoProgram.Result first = demo.run(options);
    String report = Files.readString(demo.report());
    Locale standard = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      assertThat(demo.run(options).out()).isEqualTo(first.out());
    } finally {
      Locale.setDefault(standard);
    }
    assertThat(Files.readString(demo.report())).isEqualTo(report);
    options[5] = "10";
    assertThat(demo.run(options).out()).isNotEqualTo(first.out());
  }
}
