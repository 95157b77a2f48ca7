package dev.assay.reliability.sequence;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Makes sequences from seeds. */
public final class CommandGenerator {
  /** Numbers of commands are below this. */
  private static final int BOUND = 1 << 12;

  private CommandGenerator() {}

  /** A sequence that begins with a project to work on; what follows is left to chance. */
  public static List<Command> sequence(long seed, int length) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Command> commands = new ArrayList<>(length);
    commands.add(random(Verb.CREATE, 0, random));
    commands.add(new Command(Verb.PUT_ITEMS, 0, 11, random.nextInt(12), 0));
    while (commands.size() < length) {
      commands.add(random(verb(random), random.nextInt(5) == 0 ? 1 : 0, random));
    }
    return commands;
  }

  private static Command random(Verb verb, int project, SplittableRandom random) {
    return new Command(
        verb, project, random.nextInt(BOUND), random.nextInt(BOUND), random.nextInt(BOUND));
  }

  private static Verb verb(SplittableRandom random) {
    int total = 0;
    for (Verb verb : Verb.values()) {
      total += verb.weight();
    }
    int place = random.nextInt(total);
    for (Verb verb : Verb.values()) {
      place -= verb.weight();
      if (place < 0) {
        return verb;
      }
    }
    throw new IllegalStateException("the weights have changed");
  }
}
