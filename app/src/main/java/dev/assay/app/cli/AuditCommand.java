package dev.assay.app.cli;

import dev.assay.client.AssayClient;
import dev.assay.client.Export;
import dev.assay.report.TextTable;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.ExportAuditRequest;
import dev.assay.v1.ListAuditEventsRequest;
import dev.assay.v1.ReplayWaveResponse;
import dev.assay.v1.WaveDrawn;
import java.util.HexFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what happened and why, and does it again. */
@Command(
    name = "audit",
    description = "Shows what happened and why, and draws waves again.",
    subcommands = {
      AuditCommand.Listed.class,
      AuditCommand.Exported.class,
      AuditCommand.Replay.class
    },
    mixinStandardHelpOptions = true)
final class AuditCommand {

  /** Events, or one item's. */
  @Command(
      name = "list",
      description =
          "Shows the events of a project; with --item why an item was chosen: the wave that drew"
              + " it, with which probability, by which random number, and what became of it.")
  static final class Listed extends ClientCommand {
    @Mixin private ProjectOption project = new ProjectOption();

    @Option(names = "--item", paramLabel = "ID", description = "Only what is about this item.")
    private String itemId = "";

    @Override
    int run(AssayClient client, Output out) {
      ListAuditEventsRequest request =
          ListAuditEventsRequest.newBuilder()
              .setProject(project.name().toString())
              .setItemId(itemId)
              .build();
      out.showAll(
          client.audit().listAuditEvents(request),
          events -> itemId.isEmpty() ? AuditTables.events(events) : ItemHistory.of(itemId, events));
      return ExitCode.DONE;
    }
  }

  /** All events. */
  @Command(
      name = "export",
      description = "Writes all events, as fast as they are taken; one a line with --output json.")
  static final class Exported extends ClientCommand {
    @Mixin private ProjectOption project = new ProjectOption();

    @Option(
        names = "--after",
        paramLabel = "SEQUENCE",
        description = "Skip the events up to and including this one.")
    private long after;

    @Override
    int run(AssayClient client, Output out) {
      ExportAuditRequest request =
          ExportAuditRequest.newBuilder()
              .setProject(project.name().toString())
              .setAfterSequence(after)
              .build();
      try (Export<AuditEvent> events = client.audit().exportAudit(request)) {
        out.showAll(events, AuditTables::events);
      }
      return ExitCode.DONE;
    }
  }

  /** A wave, again. */
  @Command(
      name = "replay",
      description =
          "Draws a wave again from the log and compares: exit code 0 when it is identical, else 1.")
  static final class Replay extends ClientCommand {
    @Mixin private ProjectOption project = new ProjectOption();

    @Parameters(paramLabel = "WAVE", description = "The wave's number, from 1.")
    private long wave;

    @Override
    int run(AssayClient client, Output out) {
      ReplayWaveResponse answer = client.audit().replayWave(project.name(), wave);
      out.show(answer, Replay::table);
      return answer.getIdentical() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static TextTable table(ReplayWaveResponse answer) {
      WaveDrawn recorded = answer.getRecorded();
      HexFormat hex = HexFormat.of();
      return new TextTable("FIELD", "VALUE")
          .row("wave", recorded.getWaveNumber())
          .row("identical", answer.getIdentical())
          .row("strategy", recorded.getStrategy())
          .row("lacking", AuditTables.lacking(recorded.getLackingList()))
          .row("answers", recorded.getAnswerCount())
          .row("design", recorded.getDesign())
          .row("candidates", recorded.getCandidateCount())
          .row("drawn", recorded.getDrawCount())
          .row("seed", recorded.getSeed())
          .row("recorded digest", hex.formatHex(recorded.getDigest().toByteArray()))
          .row("replayed digest", hex.formatHex(answer.getReplayedDigest().toByteArray()));
    }
  }
}
