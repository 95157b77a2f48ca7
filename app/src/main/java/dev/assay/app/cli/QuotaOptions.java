package dev.assay.app.cli;

import dev.assay.v1.DriftPolicy;
import dev.assay.v1.MinimumShare;
import dev.assay.v1.Policy;
import dev.assay.v1.QuotaPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The fields of a policy that are about how waves are spread over the pool and over time. */
final class QuotaOptions {
  private static final String PREFIX = "KIND_";

  @Option(
      names = "--quota",
      paramLabel = "KIND",
      description =
          "Divides each wave among the strata: none, as-selected, proportional, equal, neyman or"
              + " sensitivity.")
  private @Nullable String quota;

  @Option(
      names = "--minimum-share",
      paramLabel = "STRATUM=SHARE",
      description =
          "The part of each wave that a stratum has at least, repeatable, such as"
              + " predicted=7=0.1. With --quota.")
  private List<String> minimumShares = new ArrayList<>();

  @Option(
      names = "--max-raise",
      paramLabel = "FACTOR",
      description =
          "The most that a minimum share is raised by where the labels so far have less, from 1 to"
              + " 10. With --quota.")
  private @Nullable Double maxRaise;

  @Option(
      names = "--representative-every",
      paramLabel = "WAVES",
      description = "Draws every so many-th wave at random; 0 for none.")
  private @Nullable Integer representativeEvery;

  @Option(
      names = "--recluster-every",
      paramLabel = "WAVES",
      description =
          "Finds the clusters that strata are cut by anew after so many waves; 0 for never. With"
              + " --stratum clusters=COUNT.")
  private @Nullable Integer reclusterEvery;

  @Option(
      names = "--drift",
      paramLabel = "FIELDS",
      description =
          "Watches for change: none, default, or false_alarm=0.05,max_exploration_share=0.6. What"
              + " is not named is the server's default.")
  private @Nullable String drift;

  /** Sets what was given and adds the paths of it, as an update mask names them. */
  void applyTo(Policy.Builder policy, List<String> paths) {
    if (quota != null) {
      paths.add("policy.quota");
      if (!FieldsOption.isNone(quota)) {
        policy.setQuota(quota(quota));
      }
    } else if (!minimumShares.isEmpty() || maxRaise != null) {
      throw new InputException(
          "--minimum-share and --max-raise replace the whole quota: give --quota, too, such as"
              + " --quota as-selected");
    }
    if (representativeEvery != null) {
      policy.setRepresentativeEvery(representativeEvery);
      paths.add("policy.representative_every");
    }
    if (reclusterEvery != null) {
      policy.setReclusterEvery(reclusterEvery);
      paths.add("policy.recluster_every");
    }
    if (drift != null) {
      paths.add("policy.drift");
      if (!FieldsOption.isNone(drift)) {
        policy.setDrift(FieldsOption.parse(drift, DriftPolicy.newBuilder(), "--drift"));
      }
    }
  }

  private QuotaPolicy quota(String kind) {
    QuotaPolicy.Builder built = QuotaPolicy.newBuilder().setKind(kind(kind));
    minimumShares.forEach(text -> built.addMinimumShares(minimumShare(text)));
    if (maxRaise != null) {
      built.setMaxRaise(maxRaise);
    }
    return built.build();
  }

  private static QuotaPolicy.Kind kind(String text) {
    String name = PREFIX + text.toUpperCase(Locale.ROOT).replace('-', '_');
    for (QuotaPolicy.Kind kind : QuotaPolicy.Kind.values()) {
      if (kind.name().equals(name) && kind != QuotaPolicy.Kind.KIND_UNSPECIFIED) {
        return kind;
      }
    }
    throw new InputException(
        "--quota must be none, as-selected, proportional, equal, neyman or sensitivity, not \""
            + text
            + "\"");
  }

  /** The share stands behind the last "=": the names of strata have some of their own. */
  private static MinimumShare minimumShare(String text) {
    int equals = text.lastIndexOf('=');
    try {
      return MinimumShare.newBuilder()
          .setStratum(text.substring(0, Math.max(equals, 0)))
          .setShare(Double.parseDouble(text.substring(equals + 1)))
          .build();
    } catch (NumberFormatException e) {
      throw new InputException(
          "--minimum-share must be STRATUM=SHARE, such as predicted=7=0.1, not \"" + text + "\"");
    }
  }

  /** How people read a quota. */
  static String show(QuotaPolicy quota) {
    StringBuilder text =
        new StringBuilder(
            quota.getKind().name().replace(PREFIX, "").toLowerCase(Locale.ROOT).replace('_', '-'));
    quota
        .getMinimumSharesList()
        .forEach(
            minimum ->
                text.append(", ")
                    .append(minimum.getStratum())
                    .append(" at least ")
                    .append(minimum.getShare()));
    return text.append(", raised at most ").append(quota.getMaxRaise()).append(" times").toString();
  }
}
