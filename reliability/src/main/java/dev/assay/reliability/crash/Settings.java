package dev.assay.reliability.crash;

import static dev.assay.reliability.sequence.Verb.CLOCK;
import static dev.assay.reliability.sequence.Verb.CREATE;
import static dev.assay.reliability.sequence.Verb.FLAG;
import static dev.assay.reliability.sequence.Verb.NEXT;
import static dev.assay.reliability.sequence.Verb.PLAN;
import static dev.assay.reliability.sequence.Verb.PUT_GOLD;
import static dev.assay.reliability.sequence.Verb.PUT_ITEMS;
import static dev.assay.reliability.sequence.Verb.PUT_SCORES;
import static dev.assay.reliability.sequence.Verb.REGISTER;
import static dev.assay.reliability.sequence.Verb.SUBMIT;

import dev.assay.reliability.sequence.Command;
import dev.assay.reliability.sequence.Verb;
import java.util.ArrayList;
import java.util.List;

/** What has happened before a scene; the numbers of commands are explained where verbs are. */
final class Settings {
  /** After the leases of one minute have ended. */
  static final Command LATER = command(CLOCK, 4, 0, 0);

  /** A project with items, scores, open leases of two annotators and a vote. */
  static final List<Command> AT_WORK =
      List.of(
          command(CREATE, 5, 1, 0),
          command(PUT_ITEMS, 11, 1, 0),
          command(PUT_ITEMS, 9, 3, 12),
          command(PUT_SCORES, 0, 20, 0),
          command(NEXT, 0, 3, 0),
          command(NEXT, 1, 2, 2),
          command(SUBMIT, 0, 1, 0));

  /** The same with lines by slice, day, week and annotator, a share set aside, and a pace. */
  static final List<Command> UNDER_LINES = after(AT_WORK, command(PLAN, 0x7ff, 0xfef, 0x7c));

  /** A project that waits for its owner to look at it. */
  static final List<Command> IN_REVIEW =
      List.of(
          command(CREATE, 0, 1, 0),
          command(PUT_ITEMS, 11, 4, 0),
          command(PLAN, 0, 0x200, 0x20),
          command(NEXT, 0, 2, 0),
          command(NEXT, 1, 2, 0));

  /** Three late labels wait, because another has taken the budget. */
  static final List<Command> LABELS_WAIT =
      List.of(
          command(CREATE, 4, 1, 0),
          command(PUT_ITEMS, 11, 4, 0),
          command(NEXT, 0, 2, 0),
          LATER,
          command(NEXT, 1, 2, 0),
          command(SUBMIT, 0, 2, 0));

  /** Gold, a project that checks often and suspends soon, and work in the hands of two. */
  static final List<Command> CHECKED =
      List.of(
          command(CREATE, 5, 0, 0x10),
          command(PUT_ITEMS, 11, 4, 0),
          command(PUT_ITEMS, 9, 4, 12),
          command(PUT_GOLD, 3, 12, 0),
          command(NEXT, 0, 5, 0),
          command(SUBMIT, 0, 1, 5),
          command(NEXT, 1, 5, 0));

  /** A decided item that somebody doubts, and an adjudicator. */
  static final List<Command> DISPUTED =
      List.of(
          command(CREATE, 5, 0, 0),
          command(PUT_ITEMS, 11, 4, 0),
          command(NEXT, 0, 3, 0),
          command(SUBMIT, 0, 1, 0),
          command(REGISTER, 2, 3, 0),
          command(FLAG, 0, 0, 0));

  private Settings() {}

  static List<Command> after(List<Command> setting, Command... more) {
    List<Command> longer = new ArrayList<>(setting);
    longer.addAll(List.of(more));
    return List.copyOf(longer);
  }

  static Command command(Verb verb, int a, int b, int c) {
    return new Command(verb, 0, a, b, c);
  }
}
