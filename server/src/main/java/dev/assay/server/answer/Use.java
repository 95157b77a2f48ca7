package dev.assay.server.answer;

import java.util.Set;
import java.util.function.Predicate;

/** What Assay does with the answers of some label spaces and not with those of others. */
public enum Use {
  PREDICTED_CLASS("one predicted class an item, by probabilities that sum to 1", Use::isOneClass),
  MODEL_VERDICTS("verdicts by a model of the annotators", Use::isOneName),
  CLASS_SKILL("an annotator's skill by class", Use::isOneClass),
  AGREEMENT("agreement beyond chance", Use::isOneClass),
  ACCURACY("accuracy", Use::isOneClass),
  PREVALENCE("prevalence", Use::isOneClass),
  CLASS_METRICS("metrics of one class", Use::isOneClass),
  MODEL_METRICS("metrics of a model version", Use::isOfClasses);

  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // references to methods without state
  private final Predicate<Set<Capability>> need;

  Use(String description, Predicate<Set<Capability>> need) {
    this.description = description;
    this.need = need;
  }

  /** A few words for people. */
  public String description() {
    return description;
  }

  boolean suits(Set<Capability> capabilities) {
    return need.test(capabilities);
  }

  /** A class that is nothing but its name: an order would be ignored. */
  private static boolean isOneName(Set<Capability> capabilities) {
    return isOneClass(capabilities) && !capabilities.contains(Capability.ORDERED);
  }

  private static boolean isOfClasses(Set<Capability> capabilities) {
    return capabilities.contains(Capability.CLASSES);
  }

  private static boolean isOneClass(Set<Capability> capabilities) {
    return capabilities.contains(Capability.CLASSES) && !capabilities.contains(Capability.MULTI);
  }
}
