package dev.assay.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.config.Setting;
import dev.assay.server.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What is said to those who ask how a command is used, and to those who use it wrongly. */
final class UsageTest {

  static Stream<String> commands() {
    return all(Assay.commandLine(Map.of()))
        .map(command -> command.getCommandSpec().qualifiedName());
  }

  private static Stream<CommandLine> all(CommandLine command) {
    return Stream.concat(
        Stream.of(command), command.getSubcommands().values().stream().flatMap(UsageTest::all));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHelps(String qualifiedName) {
    String[] words = (qualifiedName.substring("assay".length()) + " --help").strip().split(" ", -1);
    CommandRun run = CommandRun.of(words);
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith("Usage: " + qualifiedName).contains("--help");
  }

  @Test
  void measurementsAreNamedByTheCommandThatRunsThem() {
    CommandRun run = CommandRun.of("bench", "ledger", "--output", "json");
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .isEqualToIgnoringNewLines(
            "assay: this jar holds no measurements; in a checkout run ./assay bench ledger --output"
                + " json");
  }

  @Test
  void everyOptionIsDescribed() {
    assertThat(all(Assay.commandLine(Map.of())))
        .flatExtracting(command -> command.getCommandSpec().options())
        .allSatisfy(option -> assertThat(option.description()).isNotEmpty());
  }

  @Test
  void serveDocumentsEverySetting() {
    String help = CommandRun.of("serve", "--help").out().replaceAll("\\s+", " ");
    for (Setting<?> setting : Settings.all()) {
      String standard = setting.defaultText().isEmpty() ? "none" : setting.defaultText();
      assertThat(help.replace(" ", ""))
          .contains(setting.flag())
          .contains(setting.description().replace(" ", ""))
          .contains(
              (setting.key()
                      + ";"
                      + setting.variable()
                      + ";"
                      + setting.unit()
                      + ";default"
                      + standard)
                  .replace(" ", ""));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "nonsense --help",
        "--help nonsense",
        "nonsense --version",
        "project nonsense --help",
        "project get digits more --help",
        "project",
        "project create",
        "project create digits",
        "budget show",
        "budget show -p digits --output xml",
        "next -p digits",
        "audit replay -p digits one",
        "serve --no-such-flag 1",
        "submit -p digits -a ann token=a --file"
      })
  void aWrongCommandLineIsOneLineAndExitCode2(String line) {
    CommandRun run = CommandRun.of(line.split(" ", -1));
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("assay: ").contains(" --help").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "project get Digits",
        "budget set-ceiling 1,5 -p digits",
        "budget set-ceiling 0.0000001 -p digits",
        "next -p digits -a ann --lease soon",
        "submit -p digits -a ann token",
        "project update digits",
        "project create digits --classes a,b --stratum size=3",
        "serve --rpc-threads none",
        "serve --listen 0.0.0.0:7070",
        "serve --config none.yaml",
        "bench nonsense --help",
        "bench nonsense"
      })
  void aValueThatCannotBeUsedIsOneLineAndExitCode2(String line) {
    CommandRun run = CommandRun.of(line.split(" ", -1));
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).startsWith("assay: ").hasLineCount(1);
  }

  @Test
  void aTokenFileThatEverybodyCanReadOrThatIsNotThereIsOneLineAndExitCode2(@TempDir Path folder)
      throws IOException {
    Path tokens = Files.writeString(folder.resolve("tokens"), "0123456789abcdef\n");
    Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-r--r--"));
    String[] line = {"project", "list", "--target", "127.0.0.1:1", "--token-file", ""};
    line[5] = tokens.toString();
    CommandRun open = CommandRun.of(line);
    assertThat(open.code()).isEqualTo(ExitCode.USAGE);
    assertThat(open.err()).contains("chmod o-rwx " + tokens).hasLineCount(1);
    line[5] = folder.resolve("none").toString();
    CommandRun missing = CommandRun.of(line);
    assertThat(missing.code()).isEqualTo(ExitCode.USAGE);
    assertThat(missing.err()).contains("none").hasLineCount(1);
    Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-r-----"));
    line[5] = tokens.toString();
    assertThat(CommandRun.of(line).code()).isEqualTo(ExitCode.UNAVAILABLE);
  }

  @Test
  void theVersionIsShown() {
    assertThat(CommandRun.of("--version").out()).startsWith("assay ");
  }
}
