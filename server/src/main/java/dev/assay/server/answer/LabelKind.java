package dev.assay.server.answer;

import dev.assay.v1.LabelSchema;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of label spaces. Nothing else looks at a schema's kind: what follows from it is asked
 * of the {@link LabelSpace}. To add a kind, add it here, to the contract, and to
 * docs/label-spaces.md.
 */
public enum LabelKind {
  BINARY(LabelSchema.Kind.KIND_BINARY, 2, Capability.CLASSES),
  MULTICLASS(LabelSchema.Kind.KIND_MULTICLASS, LabelKind.MAX_CLASSES, Capability.CLASSES),
  MULTI_LABEL(
      LabelSchema.Kind.KIND_MULTI_LABEL,
      LabelKind.MAX_CLASSES,
      Capability.CLASSES,
      Capability.MULTI),
  ORDINAL(
      LabelSchema.Kind.KIND_ORDINAL,
      LabelKind.MAX_CLASSES,
      Capability.CLASSES,
      Capability.ORDERED) {
    /** The median, the lower one of two. */
    @Override
    String verdict(Votes votes) {
      return votes.texts().stream()
          .sorted(Comparator.comparingInt(Answer::classIndex))
          .skip((votes.texts().size() - 1) / 2)
          .findFirst()
          .orElseThrow();
    }
  };

  /** The fewest classes of a schema. */
  public static final int MIN_CLASSES = 2;

  /** The most classes of a schema of any kind. */
  public static final int MAX_CLASSES = 1000;

  private final LabelSchema.Kind contract;
  private final int maxClasses;

  @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
  private final Set<Capability> capabilities;

  LabelKind(LabelSchema.Kind contract, int maxClasses, Capability... capabilities) {
    this.contract = contract;
    this.maxClasses = maxClasses;
    this.capabilities = Set.of(capabilities);
  }

  /** The schema's kind; null where it has none that this server knows. */
  public static @Nullable LabelKind of(LabelSchema schema) {
    return Stream.of(values())
        .filter(kind -> kind.contract == schema.getKind())
        .findAny()
        .orElse(null);
  }

  /** The kinds' names in the contract. */
  public static List<String> contractNames() {
    return Stream.of(values()).map(kind -> kind.contract.name()).toList();
  }

  /** The kinds that a use suits. */
  static List<String> suitedBy(Use use) {
    return Stream.of(values())
        .filter(kind -> use.suits(kind.capabilities))
        .map(LabelKind::name)
        .toList();
  }

  /** The most classes of a schema of this kind. */
  public int maxClasses() {
    return maxClasses;
  }

  Set<Capability> capabilities() {
    return capabilities;
  }

  /**
   * The verdict of votes that are as many as the policy allows and do not agree: the most frequent
   * answer.
   */
  String verdict(Votes votes) {
    return votes.mostFrequent();
  }
}
