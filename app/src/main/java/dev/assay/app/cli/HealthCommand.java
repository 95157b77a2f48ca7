package dev.assay.app.cli;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.assay.client.AssayClient;
import dev.assay.client.NotFoundException;
import dev.assay.report.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Asks a server whether it serves. */
@Command(
    name = "health",
    description =
        "Asks a server whether it serves: exit code 0, or 4. Says where its clock was set, or its"
            + " store's disk is full.")
final class HealthCommand extends ClientCommand {
  @Option(
      names = "--service",
      paramLabel = "NAME",
      description = "One service, for example assay.v1.PoolService; the server when absent.")
  private String service = "";

  private static final String CLOCK = "assay.clock";
  private static final String ROOM = "assay.store";

  @Override
  int run(AssayClient client, Output out) {
    boolean serving = client.isServing(service);
    Struct.Builder answer = Struct.newBuilder().putFields("status", text(status(serving)));
    TextTable table = new TextTable(status(serving));
    if (service.isEmpty()) {
      boolean agrees = isWell(client, CLOCK);
      boolean hasRoom = isWell(client, ROOM);
      answer.putFields("clock", text(status(agrees))).putFields("store", text(status(hasRoom)));
      boolean isSilent = !serving && !agrees && !hasRoom; // it ends, or nobody is there
      if (!agrees && !isSilent) {
        table.row("clock: it was set; see clock_ahead or clock_behind in the log");
      }
      if (!hasRoom && !isSilent) {
        table.row("store: its disk is full; nothing is taken until there is room");
      }
    }
    out.show(answer.build(), unused -> table);
    return serving ? ExitCode.DONE : ExitCode.UNAVAILABLE;
  }

  private static boolean isWell(AssayClient client, String name) {
    try {
      return client.isServing(name);
    } catch (NotFoundException e) {
      return true; // a server that does not say
    }
  }

  private static String status(boolean serving) {
    return serving ? "SERVING" : "NOT_SERVING";
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }
}
