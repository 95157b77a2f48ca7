package dev.assay.sampling.quality.method;

import dev.assay.sampling.quality.VerdictMethod;
import java.util.List;
import java.util.Optional;

/** All methods, by their names. */
public final class Methods {
  private static final List<VerdictMethod> ALL =
      List.of(
          new AutoMethod(),
          new MajorityVote(),
          new Wawa(),
          ZeroBasedSkill.DEFAULT,
          OneCoin.DEFAULT,
          DawidSkene.DEFAULT,
          SmoothedDawidSkene.ESTIMATED,
          SmoothedDawidSkene.EQUAL,
          Subtypes.DEFAULT,
          Glad.DEFAULT,
          Mace.DEFAULT,
          new Crowdlab());

  private Methods() {}

  /** All methods with their default settings, the default method first. */
  public static List<VerdictMethod> all() {
    return ALL;
  }

  /** The method of a name with its default settings. */
  public static Optional<VerdictMethod> named(String name) {
    return ALL.stream().filter(method -> method.name().equals(name)).findFirst();
  }
}
