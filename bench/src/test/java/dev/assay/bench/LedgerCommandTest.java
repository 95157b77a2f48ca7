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
final class LedgerCommandTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void grantsAreMeasuredAtTheStoreAloneAndOverGrpc() throws Exception {
    Path page = folder.resolve("performance.md");
    StringWriter out = new StringWriter();
    CommandLine ledger =
        new CommandLine(new LedgerCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(out, true));
    int code =
        ledger.execute(
            "--callers",
            "8",
            "--grants",
            "400",
            "--batches",
            "8",
            "--output",
            "json",
            "--page",
            page.toString());
    assertThat(code).isZero();
    assertThat(out.toString())
        .contains("\"a_page_written_and_forced_median_ms\":")
        .contains("\"store_one_each_grants_s\":")
        .contains("\"store_one_each_p99_ms\":")
        .contains("\"the_same_grants_at_the_store_grants_s\":")
        .contains("\"their_statements_alone_grants_s\":")
        .contains("\"statements_of_a_grant_statements\":")
        .contains("\"store_over_statements_alone_ratio\":")
        .contains("\"store_batches_of_50_assignments_s\":")
        .contains("\"grpc_one_each_grants_s\":")
        .contains("\"grpc_batches_of_50_assignments_s\":")
        .doesNotContain(":0,");
    assertThat(Files.readString(page))
        .contains("## Ledger")
        .contains("./assay bench ledger --callers 8 --grants 400 --batches 8");
  }
}
