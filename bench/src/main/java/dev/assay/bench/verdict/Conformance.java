package dev.assay.bench.verdict;

import dev.assay.bench.data.CrowdFiles;
import java.util.ArrayList;
import java.util.List;

/** All reference cases whose files are there. */
public final class Conformance {
  private static final String CROWD_KIT = "crowdkit";
  private static final String CLEANLAB = "cleanlab";
  private static final String AGREEMENT = "agreement";

  private Conformance() {}

  /** Whether all files are there. */
  public static boolean isComplete(CrowdFiles files) {
    return files.hasCases(CROWD_KIT) && files.hasCases(CLEANLAB) && files.hasCases(AGREEMENT);
  }

  /** Compares everything. */
  public static List<ReferenceCheck> checks(CrowdFiles files) {
    List<ReferenceCheck> checks = new ArrayList<>();
    checks.addAll(new CrowdKitCases(files.cases(CROWD_KIT)).checks());
    checks.addAll(new CleanlabCases(files.cases(CLEANLAB)).checks());
    checks.addAll(new AgreementCases(files.cases(AGREEMENT)).checks());
    return checks;
  }
}
