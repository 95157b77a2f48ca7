package dev.assay.server.estimation;

import dev.assay.v1.EstimateAverage;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The metrics that can be asked for, with what can be asked of each. */
enum MetricKind {
  ACCURACY(Trait.LABEL_SETS, Trait.GREATER_IS_BETTER, Trait.ONE_NUMBER),
  ERROR(Trait.LABEL_SETS, Trait.ONE_NUMBER),
  HAMMING_LOSS(Trait.LABEL_SETS, Trait.ONE_NUMBER),
  PRECISION(Trait.LABEL_SETS, Trait.GREATER_IS_BETTER, Trait.CLASSES, Trait.TOTALS),
  RECALL(Trait.LABEL_SETS, Trait.GREATER_IS_BETTER, Trait.CLASSES, Trait.TOTALS),
  SPECIFICITY(Trait.LABEL_SETS, Trait.GREATER_IS_BETTER, Trait.CLASSES),
  F_BETA(Trait.LABEL_SETS, Trait.GREATER_IS_BETTER, Trait.CLASSES, Trait.TOTALS),
  BALANCED_ACCURACY(Trait.LABEL_SETS, Trait.GREATER_IS_BETTER, Trait.CLASSES, Trait.ONE_NUMBER),
  MATTHEWS(Trait.LABEL_SETS, Trait.GREATER_IS_BETTER, Trait.CLASSES, Trait.ONE_NUMBER),
  ROC_AUC(Trait.LABEL_SETS, Trait.GREATER_IS_BETTER, Trait.CLASSES, Trait.RANKS),
  AVERAGE_PRECISION(Trait.LABEL_SETS, Trait.GREATER_IS_BETTER, Trait.CLASSES, Trait.RANKS),
  PREVALENCE(Trait.LABEL_SETS, Trait.CLASSES),
  CONFUSION(),
  CALIBRATION(Trait.LABEL_SETS, Trait.CLASSES),
  CALIBRATION_ERROR(Trait.LABEL_SETS, Trait.CLASSES),
  BRIER(Trait.LABEL_SETS, Trait.ONE_NUMBER),
  LOG_LOSS(Trait.LABEL_SETS, Trait.ONE_NUMBER),
  COST(Trait.ONE_NUMBER);

  /** What is true of some. */
  private enum Trait {
    /** It is defined where an item has any number of classes. */
    LABEL_SETS,
    GREATER_IS_BETTER,
    /** It can be asked of a class. */
    CLASSES,
    /** Without a class it is one number, and not one for each class. */
    ONE_NUMBER,
    /** Its averages over classes and over items are defined. */
    TOTALS,
    /** Its average over classes is defined. */
    RANKS
  }

  @SuppressWarnings("ImmutableEnumChecker") // never changed
  private final Set<Trait> traits;

  MetricKind(Trait... traits) {
    this.traits = EnumSet.noneOf(Trait.class);
    this.traits.addAll(Arrays.asList(traits));
  }

  /** As requests name it. */
  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static @Nullable MetricKind named(String text) {
    return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findAny().orElse(null);
  }

  static String names() {
    return Arrays.stream(values()).map(MetricKind::text).collect(Collectors.joining(", "));
  }

  boolean isForLabelSets() {
    return traits.contains(Trait.LABEL_SETS);
  }

  boolean isGreaterBetter() {
    return traits.contains(Trait.GREATER_IS_BETTER);
  }

  boolean isOfClasses() {
    return traits.contains(Trait.CLASSES);
  }

  /** Whether it is one number of a class, of an average, or of all together. */
  boolean isOneNumber(boolean hasClass, EstimateAverage average) {
    return traits.contains(Trait.ONE_NUMBER)
        || (isOfClasses() && (hasClass || average != EstimateAverage.ESTIMATE_AVERAGE_PER_CLASS));
  }

  /** Whether all classes together have a number, too. */
  boolean isOfAllTogether() {
    return traits.contains(Trait.ONE_NUMBER) || this == CALIBRATION || this == CALIBRATION_ERROR;
  }

  /** Whether two versions' numbers can be compared. */
  boolean isComparable() {
    return switch (this) {
      case PREVALENCE, CONFUSION, CALIBRATION, CALIBRATION_ERROR -> false;
      default -> true;
    };
  }

  boolean takes(EstimateAverage average) {
    return switch (average) {
      case ESTIMATE_AVERAGE_MICRO, ESTIMATE_AVERAGE_SAMPLES -> traits.contains(Trait.TOTALS);
      case ESTIMATE_AVERAGE_MACRO -> traits.contains(Trait.TOTALS) || traits.contains(Trait.RANKS);
      case ESTIMATE_AVERAGE_UNSPECIFIED, ESTIMATE_AVERAGE_PER_CLASS -> true;
      case UNRECOGNIZED -> false;
    };
  }
}
