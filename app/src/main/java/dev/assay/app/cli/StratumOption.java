package dev.assay.app.cli;

import dev.assay.v1.StrataDefinition;
import dev.assay.v1.StratumDimension;
import dev.assay.v1.StratumDimension.Clusters;
import dev.assay.v1.StratumDimension.PredictedClass;
import dev.assay.v1.StratumDimension.QuantileBins;
import java.util.List;

/** Reads the dimensions of a strata definition from the command line. */
final class StratumOption {
  static final String DESCRIPTION =
      "A dimension of the strata, repeatable: attribute=NAME, predicted_class, confidence=BINS,"
          + " quantiles=NAME/BINS, clusters=COUNT.";

  private StratumOption() {}

  static StrataDefinition parse(List<String> texts) {
    StrataDefinition.Builder strata = StrataDefinition.newBuilder();
    texts.forEach(text -> strata.addDimensions(dimension(text)));
    return strata.build();
  }

  private static StratumDimension dimension(String text) {
    int equals = text.indexOf('=');
    String kind = equals < 0 ? text : text.substring(0, equals);
    String value = equals < 0 ? "" : text.substring(equals + 1);
    StratumDimension.Builder dimension = StratumDimension.newBuilder();
    switch (kind) {
      case "attribute" -> dimension.setAttribute(value);
      case "predicted_class" -> dimension.setPredictedClass(PredictedClass.getDefaultInstance());
      case "confidence" ->
          dimension.setQuantileBins(
              QuantileBins.newBuilder().setConfidence(true).setBinCount(bins(value, text)));
      case "clusters" ->
          dimension.setClusters(
              Clusters.newBuilder().setClusterCount(count(value, text, "clusters")));
      case "quantiles" -> {
        int slash = value.lastIndexOf('/');
        if (slash < 0) {
          throw new InputException("--stratum " + text + " must be quantiles=NAME/BINS");
        }
        dimension.setQuantileBins(
            QuantileBins.newBuilder()
                .setAttribute(value.substring(0, slash))
                .setBinCount(bins(value.substring(slash + 1), text)));
      }
      default ->
          throw new InputException(
              "--stratum "
                  + text
                  + " must be attribute=NAME, predicted_class, confidence=BINS, quantiles=NAME/BINS"
                  + " or clusters=COUNT");
    }
    return dimension.build();
  }

  private static int bins(String text, String option) {
    return count(text, option, "bins");
  }

  private static int count(String text, String option, String what) {
    if (!text.matches("[0-9]{1,9}")) {
      throw new InputException("--stratum " + option + " must end with a number of " + what);
    }
    return Integer.parseInt(text);
  }
}
