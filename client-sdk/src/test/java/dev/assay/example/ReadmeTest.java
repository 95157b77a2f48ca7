package dev.assay.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the README shows is what is compiled and run here, line for line. */
class ReadmeTest {
  private static final String EXAMPLE =
      "client-sdk/src/test/java/dev/assay/example/ReadmeExample.java";

  @Test
  void theExampleOfTheReadmeIsTheOneThatIsTested() throws IOException {
    Path repository = repositoryRoot();
    String shown = between(repository.resolve("README.md"), "```java", "```");
    String tested = between(repository.resolve(EXAMPLE), "// README: begin", "// README: end");
    assertThat(shown).isEqualTo(tested).contains("AssayClient.connect");
  }

  /** The lines after the first line {@code begin}, up to the next line {@code end}, unindented. */
  private static String between(Path file, String begin, String end) throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<String> stripped = lines.stream().map(String::strip).toList();
    int first = stripped.indexOf(begin) + 1;
    assertThat(first).as("the line \"%s\" of %s", begin, file).isPositive();
    int length = stripped.subList(first, stripped.size()).indexOf(end);
    assertThat(length).as("the lines before \"%s\" of %s", end, file).isPositive();
    return String.join("\n", lines.subList(first, first + length)).stripIndent();
  }

  private static Path repositoryRoot() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("mvnw"))) {
        return folder;
      }
    }
    throw new IllegalStateException("Run the tests inside the repository: no mvnw above here.");
  }
}
