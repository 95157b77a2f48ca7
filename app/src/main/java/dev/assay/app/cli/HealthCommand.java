package dev.assay.app.cli;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.assay.client.AssayClient;
import dev.assay.report.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Asks a server whether it serves. */
@Command(name = "health", description = "Asks a server whether it serves: exit code 0, or 4.")
final class HealthCommand extends ClientCommand {
  @Option(
      names = "--service",
      paramLabel = "NAME",
      description = "One service, for example assay.v1.PoolService; the server when absent.")
  private String service = "";

  @Override
  int run(AssayClient client, Output out) {
    boolean serving = client.isServing(service);
    String status = serving ? "SERVING" : "NOT_SERVING";
    Struct answer =
        Struct.newBuilder()
            .putFields("status", Value.newBuilder().setStringValue(status).build())
            .build();
    out.show(answer, unused -> new TextTable(status));
    return serving ? ExitCode.DONE : ExitCode.UNAVAILABLE;
  }
}
