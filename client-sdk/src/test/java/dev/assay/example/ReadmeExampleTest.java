package dev.assay.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.v1.Estimate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ReadmeExampleTest {
  @Test
  @Timeout(60)
  void oneRoundRunsFromAnEmptyServerToAnEstimate() throws Exception {
    try (RoundServer server = new RoundServer()) {
      List<String> ids = IntStream.range(0, 25).mapToObj(i -> "pet-" + i).toList();
      Estimate accuracy =
          ReadmeExample.run(
              server.target(),
              ids,
              id -> new float[] {0.25f, 0.75f},
              id -> id.endsWith("3") ? "cat" : "dog");
      assertThat(accuracy.getLabelCount()).isEqualTo(10);
      assertThat(accuracy.getValue().getPoint()).isEqualTo(0.9);
    }
  }
}
