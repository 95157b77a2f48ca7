package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

final class StrictHelpTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Command(name = "tool", subcommands = One.class, mixinStandardHelpOptions = true)
  private static final class Tool {}

  @Command(name = "one", mixinStandardHelpOptions = true)
  private static final class One implements Callable<Integer> {
    @Parameters(arity = "0..1")
    private String name = "";

    @Override
    public Integer call() {
      return name.length();
    }
  }

  private int run(String... words) {
    return new CommandLine(new Tool())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .setExecutionStrategy(new StrictHelp())
        .execute(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense --help", "--help nonsense", "one a b --help", "--version x"})
  void aWordThatIsNothingIsRefusedThoughHelpIsAskedFor(String line) {
    assertThat(run(line.split(" ", -1))).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).containsIgnoringCase("unmatched argument");
  }

  @Test
  void helpAndCommandsRunAsTheyDo() {
    assertThat(run("one", "--help")).isZero();
    assertThat(out.toString()).contains("Usage: tool one");
    assertThat(run("one", "name")).isEqualTo(4);
  }

  @Test
  void anArgumentThatLostCharactersIsRefused() {
    assertThat(run("one", "gr\uFFFD\uFFFD\uFFFDe")).isEqualTo(2);
    assertThat(err.toString()).contains("LC_ALL=C.UTF-8");
  }
}
