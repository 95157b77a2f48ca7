package dev.assay.sampling.acquire;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Every strategy there is. */
public final class Strategies {
  private static final List<Strategy> ALL =
      List.of(
          new RandomStrategy(), //
          new LeastConfidence(),
          new Margin(),
          new Entropy(),
          new Gini(),
          new KCenter());

  private Strategies() {}

  /** The names that policies can use, in alphabetical order. */
  public static Set<String> names() {
    Set<String> names = new TreeSet<>();
    ALL.forEach(strategy -> names.add(strategy.name()));
    return names;
  }

  /**
   * The strategy of that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Strategy named(String name) {
    return ALL.stream()
        .filter(strategy -> strategy.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no strategy \"" + name + "\"; there are " + names()));
  }
}
