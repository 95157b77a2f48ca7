package dev.assay.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The Java that documents show is the Java that is compiled here, line for line. */
class DocumentsTest {
  private static final String SOURCES = "client-sdk/src/test/java/dev/assay/example/";
  private static final String BEGIN = "// README: begin";
  private static final String END = "// README: end";

  private final Path repository = repositoryRoot();

  @Test
  void theReadmeShowsTheExampleThatIsRun() throws IOException {
    String source = Files.readString(repository.resolve(SOURCES + "ReadmeExample.java"));
    String example =
        source.substring(
            source.indexOf('\n', source.indexOf(BEGIN)) + 1,
            source.lastIndexOf('\n', source.indexOf(END)));
    assertThat(javaBlocks("README.md")).containsExactly(example.stripIndent());
  }

  @Test
  void theExamplesForAuthorsOfClientsAreCompiled() throws IOException {
    String source = Files.readString(repository.resolve(SOURCES + "ApiExamples.java"));
    assertThat(javaBlocks("docs/api.md"))
        .isNotEmpty()
        .allSatisfy(block -> assertThat(source).contains("\n" + block.indent(2)));
  }

  /** What stands between a line "```java" and the next line "```". */
  private List<String> javaBlocks(String document) throws IOException {
    List<String> blocks = new ArrayList<>();
    @Nullable List<String> block = null;
    for (String line : Files.readAllLines(repository.resolve(document))) {
      if (block == null) {
        block = line.equals("```java") ? new ArrayList<>() : null;
      } else if (line.equals("```")) {
        blocks.add(String.join("\n", block));
        block = null;
      } else {
        block.add(line);
      }
    }
    return blocks;
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
