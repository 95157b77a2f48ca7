package dev.assay.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.bench.data.CrowdFiles;
import dev.assay.bench.data.DataFolder;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConformanceTest {
  @Test
  void everyReferenceNumberIsReproduced() {
    CrowdFiles files = new CrowdFiles(DataFolder.ofEnvironment(System.getenv()));
    assumeTrue(
        Conformance.isComplete(files),
        "the reference cases are not there; name their folder in " + DataFolder.VARIABLE);
    List<ReferenceCheck> checks = Conformance.checks(files);
    assertThat(checks).hasSize(51).allMatch(ReferenceCheck::isKept);
  }
}
