package dev.assay.bench;

import dev.assay.bench.advice.Scene;
import dev.assay.bench.advice.SimulatedProject;
import dev.assay.bench.advice.TrackRecord;
import dev.assay.client.AssayClient;
import dev.assay.report.PerformancePage;
import dev.assay.report.TextTable;
import dev.assay.server.AssayServer;
import dev.assay.v1.Advice;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay bench advice}: how often advice was right. */
@Command(
    name = "advice",
    description =
        "Labels simulated projects whose truth is known, asks for advice after each round, and says"
            + " how often it was right.",
    mixinStandardHelpOptions = true)
final class AdviceCommand implements Callable<Integer> {
  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Projects of each scene. Default: ${DEFAULT-VALUE}.")
  private int seeds = 10;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Rounds of each project. Default: ${DEFAULT-VALUE}.")
  private int rounds = 9;

  @Option(
      names = "--page",
      paramLabel = "FILE",
      description = "Also writes the table to its section of this page, such as docs/advice.md.")
  private @Nullable Path page;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    TextTable table =
        new TextTable("scene", "advice", "given", "right", "share", "due", "share found");
    try (ScratchFolder scratch = ScratchFolder.make()) {
      String token = UUID.randomUUID().toString();
      try (AssayServer server =
              AssayServer.startEmbedded(
                  scratch.path().resolve("assay.db"), Map.of("planner.seed", "1"), token);
          AssayClient client =
              AssayClient.builder()
                  .target("127.0.0.1:" + server.port())
                  .bearerToken(token)
                  .userAgent("assay-bench")
                  .build()) {
        TrackRecord all = new TrackRecord();
        for (Scene scene : Scene.values()) {
          TrackRecord record = new TrackRecord();
          for (int seed = 1; seed <= seeds; seed++) {
            record.addAll(SimulatedProject.run(client, scene, seed, rounds));
          }
          add(table, scene.name().toLowerCase(Locale.ROOT).replace('_', ' '), record);
          all.addAll(record);
        }
        add(table, "all", all);
      }
    }
    table.text().forEach(spec.commandLine().getOut()::println);
    spec.commandLine().getOut().flush();
    if (page != null) {
      List<String> body = new ArrayList<>(table.markdown());
      PerformancePage.at(page)
          .replace(
              "Track record",
              "./assay bench advice --seeds %d --rounds %d --page docs/advice.md"
                  .formatted(seeds, rounds),
              InstantSource.system().instant(),
              body);
    }
    return 0;
  }

  private static void add(TextTable table, String scene, TrackRecord record) {
    for (Advice.ActionCase kind : Advice.ActionCase.values()) {
      TrackRecord.Count count = record.count(kind);
      if (count.given() + count.due() > 0) {
        table.row(
            scene,
            kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
            count.given(),
            count.right(),
            share(count.right(), count.given()),
            count.due(),
            share(count.right(), count.due()));
      }
    }
  }

  private static String share(int part, int whole) {
    return whole == 0 ? "-" : String.format(Locale.ROOT, "%.2f", (double) part / whole);
  }
}
