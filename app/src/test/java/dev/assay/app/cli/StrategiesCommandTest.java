package dev.assay.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.acquire.Strategies;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StrategiesCommandTest {

  @Test
  void everyStrategyIsListedWithItsNeedsSourceAndCost() {
    List<String> lines = CommandRun.of("strategies").lines();
    assertThat(lines).hasSize(1 + Strategies.all().size());
    assertThat(lines.get(0)).contains("NAME", "NEEDS", "USES BESIDES", "SOURCE", "COST");
    assertThat(lines)
        .filteredOn(line -> line.startsWith("uncertainty-herding "))
        .singleElement()
        .asString()
        .containsSubsequence("vectors", "scores", "Bae, Oliveira and Sutherland 2025", "as max");
  }

  @Test
  void programsReadThemAsJsonAndCsv() {
    List<String> json = CommandRun.of("strategies", "--output", "json").lines();
    assertThat(json).hasSize(Strategies.all().size());
    assertThat(json)
        .contains(
            "{\"name\":\"gini\",\"needs\":[\"scores\"],\"uses_besides\":[],\"prefers\":\"a"
                + " distribution of large impurity\",\"source\":\"Breiman et al. 1984; Feng et al."
                + " 2020\",\"cost\":\"N K\"}");
    assertThat(CommandRun.of("strategies", "--output", "csv").lines())
        .hasSize(1 + Strategies.all().size())
        .anyMatch(line -> line.startsWith("margin-spread,\"scores, vectors\","));
  }
}
