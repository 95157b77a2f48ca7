package dev.assay.app.cli;

import dev.assay.sampling.quality.VoteTable;
import dev.assay.sampling.quality.agreement.Agreement;
import dev.assay.sampling.quality.agreement.BootstrapInterval;
import dev.assay.sampling.quality.agreement.Coincidences;
import dev.assay.sampling.quality.agreement.Scale;
import java.util.Locale;

/** How far the votes of a file agree, in a line, or why that cannot be said. */
final class AgreementLine {
  private static final double LEVEL = 0.95;
  private static final int DRAWS = 200;
  private static final long SEED = 0xa9ee;

  private AgreementLine() {}

  static String of(VoteTable votes) {
    Coincidences items = Coincidences.of(votes);
    BootstrapInterval alpha =
        BootstrapInterval.of(items, Agreement.krippendorff(Scale.NOMINAL), LEVEL, DRAWS, SEED);
    if (items.itemCount() == 0) {
      return "agreement withheld: no item has votes of two workers";
    }
    if (Double.isNaN(alpha.value())) {
      return "agreement withheld: all votes on items with two or more name one label, and nothing"
          + " tells that from chance";
    }
    return String.format(
        Locale.ROOT,
        "agreement beyond chance: Krippendorff's alpha %.4f, 95 %% interval %.4f to %.4f, by %,d"
            + " items with two votes or more",
        alpha.value(),
        alpha.low(),
        alpha.high(),
        alpha.items());
  }
}
