package dev.assay.reliability;

import dev.assay.reliability.proof.Proof;
import dev.assay.reliability.proof.ProofResult;
import dev.assay.report.PerformancePage;
import dev.assay.report.TextTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The page that says what was tried, how often and with what result. Each proof owns one section;
 * the one of the bugs found is written anew each time. Nothing on it is written by hand.
 *
 * @param file {@code docs/reliability.md}
 */
record ReliabilityPage(Path file) {
  private static final String TITLE = "Reliability";
  private static final String BUGS = "Bugs found";

  /** Replaces the section of a proof, and the list of bugs. */
  void report(Proof proof, String command, Instant when, List<ProofResult> results)
      throws IOException {
    PerformancePage page = new PerformancePage(file, TITLE);
    List<String> body = new ArrayList<>(List.of(proof.description(), ""));
    body.addAll(ProofCommand.table(results).markdown());
    for (ProofResult result : results) {
      result.violations().forEach(violation -> body.addAll(List.of("", violation)));
    }
    page.replace(proof.heading(), command, when, body);
    page.replace(BUGS, "./prove all", when, bugs());
  }

  private static List<String> bugs() {
    List<String> body = new ArrayList<>();
    body.add("What the proofs have found since they exist. Every one is mended; the reproduction");
    body.add("shows it on the commit before.");
    body.add("");
    TextTable table = new TextTable("what was wrong", "found by", "reproduced by");
    FoundBugs.ALL.forEach(bug -> table.row(bug.what(), bug.foundBy(), bug.reproducedBy()));
    body.addAll(table.isEmpty() ? List.of("None yet.") : table.markdown());
    return body;
  }
}
