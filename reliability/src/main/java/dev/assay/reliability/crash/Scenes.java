package dev.assay.reliability.crash;

import static dev.assay.reliability.sequence.Verb.ARCHIVE;
import static dev.assay.reliability.sequence.Verb.CEILING;
import static dev.assay.reliability.sequence.Verb.CLOCK;
import static dev.assay.reliability.sequence.Verb.CREATE;
import static dev.assay.reliability.sequence.Verb.NEXT;
import static dev.assay.reliability.sequence.Verb.PUT_ITEMS;
import static dev.assay.reliability.sequence.Verb.PUT_SCORES;
import static dev.assay.reliability.sequence.Verb.REGISTER;
import static dev.assay.reliability.sequence.Verb.REINSTATE;
import static dev.assay.reliability.sequence.Verb.RETURN;
import static dev.assay.reliability.sequence.Verb.SUBMIT;
import static dev.assay.reliability.sequence.Verb.SUSPEND;
import static dev.assay.reliability.sequence.Verb.UPDATE;

import dev.assay.reliability.sequence.Command;
import dev.assay.reliability.sequence.Verb;
import java.util.ArrayList;
import java.util.List;

/** Every command that changes something, in a setting in which it has something to change. */
final class Scenes {
  /** A project with items, scores, open leases of two annotators and a vote. */
  private static final List<Command> AT_WORK =
      List.of(
          command(CREATE, 5, 1, 0),
          command(PUT_ITEMS, 11, 1, 0),
          command(PUT_ITEMS, 9, 3, 12),
          command(PUT_SCORES, 0, 20, 0),
          command(NEXT, 0, 3, 0),
          command(NEXT, 1, 2, 2),
          command(SUBMIT, 0, 1, 0));

  /** After the leases of one minute have ended. */
  private static final Command LATER = command(CLOCK, 4, 0, 0);

  private Scenes() {}

  static List<Scene> all() {
    List<Scene> scenes = new ArrayList<>();
    scenes.add(scene("CreateProject", List.of(), command(CREATE, 5, 1, 1)));
    scenes.add(scene("PutItems", AT_WORK, command(PUT_ITEMS, 11, 7, 16)));
    scenes.add(scene("PutScores", AT_WORK, command(PUT_SCORES, 1, 20, 5)));
    scenes.add(scene("UpdateProject, another policy", AT_WORK, command(UPDATE, 1, 2, 0)));
    scenes.add(scene("ArchiveProject", AT_WORK, command(ARCHIVE, 0, 0, 0)));
    scenes.add(scene("SetCeiling", AT_WORK, command(CEILING, 0, 0, 0)));
    scenes.add(scene("SetCeiling, refused", AT_WORK, command(CEILING, 0, 0, 1)));
    scenes.add(scene("NextBatch", AT_WORK, command(NEXT, 2, 5, 0)));
    scenes.add(scene("NextBatch, the first wave", AT_WORK.subList(0, 4), command(NEXT, 0, 3, 0)));
    List<Command> smallWaves = new ArrayList<>(AT_WORK);
    smallWaves.set(0, command(CREATE, 5, 1, 1));
    scenes.add(
        new Scene("NextBatch, small waves", smallWaves, List.of(command(NEXT, 2, 5, 0)), false));
    scenes.add(scene("NextBatch, leases end", with(LATER), command(NEXT, 2, 3, 0)));
    scenes.add(scene("SubmitLabels", AT_WORK, command(SUBMIT, 1, 2, 5)));
    scenes.add(scene("SubmitLabels, late", with(LATER), command(SUBMIT, 0, 3, 0)));
    scenes.add(scene("SubmitLabels, refused", AT_WORK, command(SUBMIT, 2, 0, 0)));
    scenes.add(scene("ReturnAssignments", AT_WORK, command(RETURN, 1, 2, 0)));
    scenes.add(scene("RegisterAnnotator", AT_WORK, command(REGISTER, 2, 1, 0)));
    scenes.add(scene("SuspendAnnotator", AT_WORK, command(SUSPEND, 1, 0, 0)));
    scenes.add(
        scene("ReinstateAnnotator", with(command(SUSPEND, 1, 0, 0)), command(REINSTATE, 1, 0, 0)));
    scenes.add(new Scene("the sweep of leases", with(LATER), List.of(), true));
    scenes.add(
        new Scene(
            "six requests in one group",
            AT_WORK,
            List.of(
                command(SUBMIT, 1, 0, 0),
                command(CEILING, 5, 0, 1),
                command(RETURN, 0, 0, 0),
                command(CREATE, 1, 0, 0),
                command(UPDATE, 1, 2, 0),
                command(SUSPEND, 0, 0, 0)),
            true));
    return scenes;
  }

  private static Scene scene(String name, List<Command> setting, Command act) {
    return new Scene(name, setting, List.of(act), true);
  }

  private static List<Command> with(Command more) {
    List<Command> setting = new ArrayList<>(AT_WORK);
    setting.add(more);
    return setting;
  }

  private static Command command(Verb verb, int a, int b, int c) {
    return new Command(verb, 0, a, b, c);
  }
}
