package dev.assay.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.client.AssayClient;
import dev.assay.server.AssayServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Advice, from the command through the SDK to the server and back. */
final class AdviceCommandTest {
  @TempDir private Path folder;

  @Test
  void adviceHasItsFiguresAndIsTheSameForTheSameFacts() throws Exception {
    try (AssayServer server = CommandRun.server(folder);
        AssayClient client = AssayClient.connect("127.0.0.1:" + server.port())) {
      LabelledProject project = LabelledProject.create(client, "advised", List.of("a", "b"), 200);
      project.publish("v1", 6);
      project.label(2 * LabelledProject.WAVE);
      List<String> target = List.of("-p", "advised", "--target", "127.0.0.1:" + server.port());
      CommandRun run = CommandRun.of(target, "advice");
      assertThat(run.code()).as(run.err()).isZero();
      assertThat(run.lines().get(0)).startsWith("ADVICE ").contains("WHY", "FIGURES");
      assertThat(run.lines().get(1)).startsWith("keep labelling ").contains("least_gain=0.002");
      assertThat(run.out()).contains("train a model: 50 items are settled", "label_count=50");
      assertThat(CommandRun.of(target, "advice").out()).isEqualTo(run.out());
      assertThat(CommandRun.of(target, "advice", "--output", "csv").lines().get(1))
          .startsWith("keep labelling,");
      CommandRun json =
          CommandRun.of(target, "advice", "--thresholds", "least_gain=0.5", "--output", "json");
      assertThat(json.out()).contains("\"keep_labelling\":{", "\"least_gain\":0.5");
      CommandRun wrong = CommandRun.of(target, "advice", "--thresholds", "least_gain=2");
      assertThat(wrong.code()).isEqualTo(ExitCode.REFUSED);
      assertThat(wrong.err()).contains("thresholds.least_gain").hasLineCount(1);
      assertThat(CommandRun.of(target, "advice", "--thresholds", "most=2").code())
          .isEqualTo(ExitCode.USAGE);
    }
  }
}
