package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(120)
final class SelectCommandTest {
  @TempDir private Path folder = Path.of("");

  private static int run(StringWriter out, String... words) {
    PrintWriter writer = new PrintWriter(out, true);
    return new CommandLine(new SelectCommand()).setOut(writer).setErr(writer).execute(words);
  }

  @Test
  void everyTaskIsMeasuredBesideItsPromiseAndItsPeers() throws Exception {
    Path page = folder.resolve("performance.md");
    StringWriter out = new StringWriter();
    int code = run(out, "--scale", "0.002", "--shots", "1", "--page", page.toString());
    assertThat(out.toString())
        .contains("facility-location, 1 of 20 x 64")
        .contains("order along the tree, 2,000 x 64")
        .contains("modAL 8.7 s");
    assertThat(code).isZero();
    assertThat(Files.readString(page)).contains("## Selection").contains("bench select --shots 1");
  }

  @Test
  void whatPeersTookHereStandsBesideIt() throws Exception {
    Path peers = folder.resolve("peers.tsv");
    Files.writeString(peers, "task\tpeer\tseconds\nmargin\tnumpy 2\t1000.5\n");
    StringWriter out = new StringWriter();
    String[] words = {"--scale", "0.002", "--shots", "1", "--peers", peers.toString()};
    assertThat(run(out, words)).isZero();
    assertThat(out.toString()).containsPattern("numpy 2: 1000.500 s, [0-9.]+ times as long");
    Files.writeString(peers, "task\tpeer\tseconds\nmargin\tnumpy 2\tsoon\n");
    assertThat(run(out, words)).isNotZero();
    assertThat(out.toString()).contains("has other than task, peer and seconds on line 2");
    Files.writeString(peers, "margin 3\n");
    assertThat(run(out, words)).isNotZero();
    assertThat(out.toString()).contains("does not begin with the columns");
  }

  @Test
  void strategiesAreComparedByWhatTheirLabelsTrainAndMeasure() throws Exception {
    StringWriter out = new StringWriter();
    int code = run(out, "--learning", "--runs", "2", "--sets", "breast-cancer");
    assertThat(out.toString()).contains("two-phase").contains("coverage of 90 %");
    assertThat(code).isZero();
    assertThat(run(out, "--learning", "--sets", "iris")).isEqualTo(2);
  }

  @Test
  void aScaleOutOfRangeIsRefused() {
    StringWriter out = new StringWriter();
    assertThat(run(out, "--scale", "2")).isEqualTo(2);
    assertThat(out.toString()).contains("--scale above 0 and at most 1");
  }
}
