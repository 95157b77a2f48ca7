package dev.assay.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.acquire.Strategies;
import dev.assay.sampling.acquire.Strategy;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class StrategiesCommandTest {

  @Test
  void everyStrategyIsListedWithItsNeedsSourceAndCost() {
    List<String> lines = CommandRun.of("strategies").lines();
    assertThat(lines).allMatch(line -> line.length() <= 120);
    assertThat(lines.stream().map(line -> line.split(" ", 2)[0]).filter(name -> !name.isEmpty()))
        .containsExactlyElementsOf(
            Stream.concat(Stream.of("NAME"), Strategies.all().stream().map(Strategy::name))
                .toList());
    assertThat(lines.get(0)).contains("NAME", "NEEDS", "USES BESIDES", "SOURCE", "COST");
    assertThat(lines)
        .filteredOn(line -> line.startsWith("uncertainty-herding "))
        .singleElement()
        .asString()
        .containsSubsequence("vectors", "scores", "Bae, Oliveira");
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
