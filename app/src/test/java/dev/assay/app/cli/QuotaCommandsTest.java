package dev.assay.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.AssayServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Quotas, representative waves and the watch, from the command to the server and back. */
final class QuotaCommandsTest {
  @TempDir private Path folder;
  private AssayServer server;

  @BeforeEach
  void start() throws IOException {
    server = CommandRun.server(folder);
    StringBuilder items = new StringBuilder("id,site\n");
    for (int i = 0; i < 100; i++) {
      items.append("i").append(i).append(i % 10 == 0 ? ",north\n" : ",south\n");
    }
    Files.writeString(folder.resolve("items.csv"), items);
    done(
        "project create sites --kind binary --classes cat,dog --currency EUR --default-price 0.05"
            + " --ceiling 100 --stratum attribute=site --wave-size 20 --quota as-selected"
            + " --minimum-share site=north=0.3 --max-raise 3 --representative-every 4"
            + " --drift false_alarm=0.01");
    done("import items " + folder.resolve("items.csv") + " --project sites");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private CommandRun run(String command) {
    return CommandRun.of(List.of("--target", "127.0.0.1:" + server.port()), command.split(" "));
  }

  private String done(String command) {
    CommandRun run = run(command);
    assertThat(run.code()).as(run.err()).isZero();
    return run.out();
  }

  @Test
  void aProjectShowsWhatItIsDividedBy() {
    String shown = done("project get sites");
    assertThat(shown)
        .containsPattern(
            "policy.quota +as-selected, site=north at least 0.3, raised at most 3.0 times")
        .containsPattern("policy.representative_every +4")
        .containsPattern("policy.drift +false_alarm=0.01,max_exploration_share=0.6");
    done("project update sites --quota none --drift none --representative-every 0");
    assertThat(done("project get sites"))
        .containsPattern("policy.quota +none")
        .containsPattern("policy.representative_every +never")
        .containsPattern("policy.drift +none");
  }

  @Test
  void theSummaryAndTheAuditSayWhatAStratumWasGiven() {
    done("next --project sites --annotator ann --max 20");
    // The last wave is the first, or the one drawn ahead of need, which found four in the north.
    assertThat(done("items summary --project sites"))
        .containsPattern("stratum site=north +10 +6 +0 +0.000 +0.300 +0.[23]00")
        .containsPattern("stratum site=south +90 +14 +0 +0.000 +- +0.[78]00");
    assertThat(done("audit list --project sites"))
        .contains(
            "wave 1: 20 of 100 items by two-phase, exploration 0.1, without scores, embeddings,"
                + " quotas of 2 strata");
    assertThat(done("audit replay 1 --project sites"))
        .containsPattern("identical +true")
        .containsPattern("design +ordered-pivotal-within-strata");
    assertThat(done("items summary --project sites --output json")).contains("draw_share");
    assertThat(done("items summary --project sites --output csv"))
        .contains("stratum site=north,10,6,0,0.000,0.300,0.");
  }

  @Test
  void theSummaryHasTheClustersThatAWaveWasDividedBy() throws IOException {
    StringBuilder items = new StringBuilder("id,embedding\n");
    for (int i = 0; i < 60; i++) {
      items.append("v").append(i).append(i % 3 == 0 ? ",9 1\n" : ",0 1\n");
    }
    Files.writeString(folder.resolve("vectors.csv"), items);
    done(
        "project create docs --kind binary --classes no,yes --currency EUR --ceiling 100"
            + " --stratum clusters=2 --wave-size 10 --quota equal --recluster-every 7");
    assertThat(done("project get docs"))
        .containsPattern("strata +2 clusters")
        .containsPattern("policy.recluster_every +7");
    done("import items " + folder.resolve("vectors.csv") + " --project docs");
    done("next --project docs --annotator ann --max 10");
    assertThat(done("items summary --project docs"))
        .containsPattern("clustering 1: 2 clusters since wave 1 +60 +-")
        .containsPattern("stratum cluster=1 +40 +5 .* 0.500")
        .containsPattern("stratum cluster=2 +20 +5 .* 0.500");
    assertThat(run("project update docs --stratum clusters=many").err())
        .contains("--stratum clusters=many must end with a number of clusters");
  }

  @Test
  void whatCannotBeReadIsRefusedWithTheRemedy() {
    CommandRun unknown = run("project update sites --quota best");
    assertThat(unknown.code()).isNotZero();
    assertThat(unknown.err()).contains("--quota must be none, as-selected");
    assertThat(run("project update sites --minimum-share site=north=0.1").err())
        .contains("give --quota, too");
    assertThat(run("project update sites --quota equal --minimum-share north").err())
        .contains("must be STRATUM=SHARE");
    assertThat(run("project update sites --quota equal --minimum-share site=north=2").err())
        .contains("policy.quota.minimum_shares[0].share");
  }
}
