package dev.assay.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.bench.data.CrowdFiles;
import dev.assay.bench.data.CrowdVotes;
import dev.assay.bench.data.DataFolder;
import dev.assay.sampling.quality.method.AutoMethod;
import dev.assay.sampling.quality.method.MajorityVote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CrowdStudyTest {
  private static final Path PAGE = Path.of("docs/quality.md");
  private static final int AUTO_COLUMN = 11;

  static List<String> sets() {
    return CrowdFiles.NAMES;
  }

  @ParameterizedTest
  @MethodSource("sets")
  void autoIsAsGoodAsTheBestFigureAndNeverWorseThanTheMajority(String set) throws IOException {
    CrowdFiles files = new CrowdFiles(DataFolder.ofEnvironment(System.getenv()));
    assumeTrue(files.has(set), set + " is not there; name its folder in " + DataFolder.VARIABLE);
    CrowdVotes crowd = files.crowd(set);
    CrowdStudy.Published published = CrowdStudy.published(set);
    CrowdResult majority = CrowdStudy.run(crowd, new MajorityVote());
    CrowdResult auto = CrowdStudy.run(crowd, new AutoMethod());
    assertThat(auto.error()).isLessThanOrEqualTo(majority.error());
    assertThat(auto.errorWithTiesShared()).isLessThanOrEqualTo(majority.errorWithTiesShared());
    assertThat(published.isMet(auto.error(), crowd.truthCount())).as("%s: %s", set, auto).isTrue();
    assertThat(pageRow(set)[AUTO_COLUMN])
        .isEqualTo(String.format(Locale.ROOT, "%.4f", auto.error()));
  }

  /** The cells of a data set's row in the page's first table of crowds. */
  private static String[] pageRow(String set) throws IOException {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve(PAGE))) {
      root = root.getParent();
      assertThat(root).as("a folder above with " + PAGE).isNotNull();
    }
    List<String> lines = Files.readAllLines(root.resolve(PAGE));
    return lines.subList(lines.indexOf("## Real crowds"), lines.size()).stream()
        .filter(line -> line.startsWith("| " + set + " "))
        .findFirst()
        .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new))
        .orElseThrow();
  }
}
