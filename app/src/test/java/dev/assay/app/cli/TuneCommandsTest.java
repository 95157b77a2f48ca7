package dev.assay.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.AssayServer;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.JudgedVersion;
import dev.assay.v1.StopDecision;
import dev.assay.v1.WaveDrawn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies that choose among strategies, and gains in retrospect, on the command line. */
class TuneCommandsTest {
  @TempDir Path folder;

  private static JudgedVersion judged(String name, long labels, double error) {
    return JudgedVersion.newBuilder()
        .setModelVersion(name)
        .setLabelCount(labels)
        .setError(error)
        .setStandardError(.03)
        .build();
  }

  private static AuditEvent wave(long number, String version, String strategy) {
    return AuditEvent.newBuilder()
        .setWaveDrawn(
            WaveDrawn.newBuilder()
                .setWaveNumber(number)
                .setModelVersion(version)
                .setStrategy(strategy)
                .setStopDecision(StopDecision.newBuilder().setGain(.05).setNextLabelCount(100)))
        .build();
  }

  @Test
  void aPolicyIsTunedShownAndTunedNoMore() throws IOException {
    Files.writeString(folder.resolve("items.csv"), "id\na\nb\nc\nd\n");
    try (AssayServer server = CommandRun.server(folder)) {
      List<String> to = List.of("--target", "127.0.0.1:" + server.port());
      String create =
          "project create tuned --kind binary --classes no,yes --currency EUR --ceiling 9";
      assertThat(
              CommandRun.of(to, (create + " --tune margin,k-center --strategy random").split(" "))
                  .err())
          .contains("give one of them");
      assertThat(CommandRun.of(to, (create + " --tune margin,best").split(" ")).err())
          .contains("policy.self_tuning.strategies[1]");
      assertThat(CommandRun.of(to, (create + " --tune margin,random").split(" ")).code()).isZero();
      assertThat(CommandRun.of(to, "project", "get", "tuned").out())
          .containsPattern(
              "policy.self_tuning +margin or random, each at least 0.1, window 20, memory 0.25");
      assertThat(CommandRun.of(to, "policy", "earned", "--project", "tuned").err())
          .contains("no wave yet");
      String items = folder.resolve("items.csv").toString();
      CommandRun.of(to, "import", "items", items, "--project", "tuned");
      CommandRun.of(to, "next", "--project", "tuned", "--annotator", "ann", "--max", "1");
      assertThat(CommandRun.of(to, "policy", "earned", "--project", "tuned").out())
          .containsPattern("earned +margin +0.5000 +0 +0.0000 +0.0000")
          .containsPattern("last wave +(margin|random) +0.5000");
      CommandRun history = CommandRun.of(to, "estimate", "gain", "--project", "tuned", "--history");
      assertThat(history.out()).contains("PREDICTED").contains("REALISED");
      assertThat(CommandRun.of(to, "project", "update", "tuned", "--tune", "none").code()).isZero();
      assertThat(CommandRun.of(to, "project", "get", "tuned").out())
          .containsPattern("policy.self_tuning +none")
          .containsPattern("policy.strategy +two-phase");
    }
  }

  @Test
  void realisedGainsStandBesidePredictedOnes() {
    GainHistory history =
        GainHistory.of(
            List.of(wave(1, "", "random"), wave(2, "m1", "margin"), wave(3, "m1", "random")),
            List.of(judged("m1", 100, .3), judged("m2", 200, .22), judged("m3", 300, .2)));
    assertThat(history.table().text().stream().map(String::strip).toList())
        .hasSize(3)
        .anyMatch(line -> line.matches("m1 +2 3 +margin, random +100 +0.0500 +0.0800 +0.0424"))
        .anyMatch(line -> line.matches("m2 +100 +- +0.0200 +0.0424"));
  }
}
