package dev.assay.reliability.crash;

import static dev.assay.reliability.crash.Settings.AT_WORK;
import static dev.assay.reliability.crash.Settings.CHECKED;
import static dev.assay.reliability.crash.Settings.DISPUTED;
import static dev.assay.reliability.crash.Settings.IN_REVIEW;
import static dev.assay.reliability.crash.Settings.LABELS_WAIT;
import static dev.assay.reliability.crash.Settings.LATER;
import static dev.assay.reliability.crash.Settings.UNDER_LINES;
import static dev.assay.reliability.crash.Settings.after;
import static dev.assay.reliability.crash.Settings.command;
import static dev.assay.reliability.sequence.Verb.ADJUST;
import static dev.assay.reliability.sequence.Verb.ADVANCE;
import static dev.assay.reliability.sequence.Verb.ARCHIVE;
import static dev.assay.reliability.sequence.Verb.CANCEL;
import static dev.assay.reliability.sequence.Verb.CEILING;
import static dev.assay.reliability.sequence.Verb.CREATE;
import static dev.assay.reliability.sequence.Verb.EVALUATE;
import static dev.assay.reliability.sequence.Verb.FLAG;
import static dev.assay.reliability.sequence.Verb.FUND;
import static dev.assay.reliability.sequence.Verb.NEXT;
import static dev.assay.reliability.sequence.Verb.PAUSE;
import static dev.assay.reliability.sequence.Verb.PLAN;
import static dev.assay.reliability.sequence.Verb.PUT_GOLD;
import static dev.assay.reliability.sequence.Verb.PUT_ITEMS;
import static dev.assay.reliability.sequence.Verb.PUT_SCORES;
import static dev.assay.reliability.sequence.Verb.REGISTER;
import static dev.assay.reliability.sequence.Verb.REINSTATE;
import static dev.assay.reliability.sequence.Verb.RELEASE;
import static dev.assay.reliability.sequence.Verb.REPLACE;
import static dev.assay.reliability.sequence.Verb.RESET;
import static dev.assay.reliability.sequence.Verb.RESOLVE;
import static dev.assay.reliability.sequence.Verb.RESUME;
import static dev.assay.reliability.sequence.Verb.RETIRE_GOLD;
import static dev.assay.reliability.sequence.Verb.RETURN;
import static dev.assay.reliability.sequence.Verb.SUBMIT;
import static dev.assay.reliability.sequence.Verb.SUSPEND;
import static dev.assay.reliability.sequence.Verb.TRANSFER;
import static dev.assay.reliability.sequence.Verb.UPDATE;
import static dev.assay.reliability.sequence.Verb.UPDATE_ANNOTATOR;
import static dev.assay.reliability.sequence.Verb.USE_MODEL;
import static dev.assay.reliability.sequence.Verb.WITHDRAW;

import dev.assay.reliability.sequence.Command;
import java.util.ArrayList;
import java.util.List;

/** Every command that changes something, in a setting in which it has something to change. */
final class Scenes {
  private Scenes() {}

  static List<Scene> all() {
    List<Scene> scenes = new ArrayList<>();
    addProjects(scenes);
    addPlans(scenes);
    addBatches(scenes);
    addLabels(scenes);
    addPeople(scenes);
    addQuality(scenes);
    addEvaluations(scenes);
    scenes.add(new Scene("the sweep of leases", after(AT_WORK, LATER), List.of(), true));
    scenes.add(
        new Scene(
            "late labels are funded",
            after(LABELS_WAIT, command(RETURN, 1, 2, 0)),
            List.of(),
            true));
    scenes.add(group());
    return scenes;
  }

  private static void addProjects(List<Scene> scenes) {
    scenes.add(scene("CreateProject", List.of(), command(CREATE, 5, 1, 1)));
    scenes.add(scene("PutItems", AT_WORK, command(PUT_ITEMS, 11, 7, 16)));
    scenes.add(scene("PutScores", AT_WORK, command(PUT_SCORES, 1, 20, 5)));
    scenes.add(
        scene(
            "UseModelVersion, an earlier one",
            after(AT_WORK, command(PUT_SCORES, 1, 39, 1), command(PUT_SCORES, 2, 39, 1)),
            command(USE_MODEL, 1, 0, 0)));
    scenes.add(scene("UpdateProject, another policy", AT_WORK, command(UPDATE, 1, 2, 0)));
    scenes.add(scene("ArchiveProject", AT_WORK, command(ARCHIVE, 0, 0, 0)));
  }

  private static void addPlans(List<Scene> scenes) {
    scenes.add(scene("SetCeiling", AT_WORK, command(CEILING, 0, 0, 0)));
    scenes.add(scene("SetCeiling, a drain", AT_WORK, command(CEILING, 2, 0, 0)));
    scenes.add(scene("SetCeiling, labels wait", LABELS_WAIT, command(CEILING, 5, 0, 0)));
    scenes.add(scene("SetCeiling, refused", AT_WORK, command(CEILING, 0, 0, 3)));
    scenes.add(scene("SetBudgetPlan", AT_WORK, command(PLAN, 0x7ff, 0xfef, 0x7c)));
    scenes.add(scene("SetBudgetPlan, another", UNDER_LINES, command(PLAN, 0xb36, 0xff6, 0x13)));
    scenes.add(scene("PauseGrants", AT_WORK, command(PAUSE, 0, 0, 0)));
    scenes.add(scene("ResumeGrants", IN_REVIEW, command(RESUME, 0, 0, 0)));
    scenes.add(scene("AdjustCharges", AT_WORK, command(ADJUST, 50, 0, 0)));
    scenes.add(scene("AdjustCharges, refused", AT_WORK, command(ADJUST, 50, 2, 0)));
    scenes.add(
        scene("FundLabels", after(LABELS_WAIT, command(RETURN, 1, 2, 0)), command(FUND, 2, 0, 0)));
  }

  private static void addBatches(List<Scene> scenes) {
    scenes.add(scene("NextBatch", AT_WORK, command(NEXT, 2, 5, 0)));
    scenes.add(scene("NextBatch, the first wave", AT_WORK.subList(0, 4), command(NEXT, 0, 3, 0)));
    List<Command> smallWaves = new ArrayList<>(AT_WORK);
    smallWaves.set(0, command(CREATE, 5, 1, 1));
    scenes.add(
        new Scene("NextBatch, small waves", smallWaves, List.of(command(NEXT, 2, 5, 0)), false));
    scenes.add(scene("NextBatch, leases end", after(AT_WORK, LATER), command(NEXT, 2, 3, 0)));
    scenes.add(scene("NextBatch, under lines", UNDER_LINES, command(NEXT, 2, 3, 0)));
    scenes.add(scene("NextBatch, up to a review", IN_REVIEW.subList(0, 4), command(NEXT, 1, 2, 0)));
    scenes.add(scene("NextBatch, with checks", CHECKED, command(NEXT, 2, 5, 0)));
    scenes.add(scene("NextBatch, for an adjudicator", DISPUTED, command(NEXT, 2, 3, 0)));
    scenes.add(scene("ReturnAssignments", AT_WORK, command(RETURN, 1, 2, 0)));
    scenes.add(scene("TransferAssignments", UNDER_LINES, command(TRANSFER, 0, 1, 0)));
    scenes.add(scene("ReleaseAssignments", UNDER_LINES, command(RELEASE, 0, 0, 1)));
    scenes.add(
        scene("ResetReturns", after(AT_WORK, command(RETURN, 1, 2, 0)), command(RESET, 1, 0, 0)));
  }

  private static void addEvaluations(List<Scene> scenes) {
    Command create = command(EVALUATE, 1, 2, 0);
    scenes.add(scene("CreateEvaluation", AT_WORK, create));
    scenes.add(scene("AdvanceEvaluation", after(AT_WORK, create), command(ADVANCE, 1, 0, 0)));
    scenes.add(scene("CancelEvaluation", after(AT_WORK, create), command(CANCEL, 1, 0, 0)));
  }

  private static void addLabels(List<Scene> scenes) {
    scenes.add(scene("SubmitLabels", AT_WORK, command(SUBMIT, 1, 2, 5)));
    scenes.add(scene("SubmitLabels, under lines", UNDER_LINES, command(SUBMIT, 1, 2, 5)));
    scenes.add(scene("SubmitLabels, late", after(AT_WORK, LATER), command(SUBMIT, 0, 3, 0)));
    scenes.add(scene("SubmitLabels, refused", AT_WORK, command(SUBMIT, 2, 0, 0)));
    scenes.add(scene("SubmitLabels, checks fail", CHECKED, command(SUBMIT, 1, 3, 4)));
    scenes.add(
        scene(
            "SubmitLabels, a decision",
            after(DISPUTED, command(NEXT, 2, 0, 0)),
            command(SUBMIT, 2, 0, 0)));
    scenes.add(scene("ReplaceLabel", AT_WORK, command(REPLACE, 0, 1, 0)));
    scenes.add(scene("WithdrawLabel", DISPUTED, command(WITHDRAW, 0, 0, 0)));
  }

  private static void addPeople(List<Scene> scenes) {
    scenes.add(scene("RegisterAnnotator", AT_WORK, command(REGISTER, 2, 1, 0)));
    scenes.add(
        scene(
            "UpdateAnnotator",
            after(AT_WORK, command(REGISTER, 2, 1, 0)),
            command(UPDATE_ANNOTATOR, 2, 0, 0)));
    scenes.add(scene("SuspendAnnotator", AT_WORK, command(SUSPEND, 1, 0, 0)));
    scenes.add(
        scene(
            "ReinstateAnnotator",
            after(AT_WORK, command(SUSPEND, 1, 0, 0)),
            command(REINSTATE, 1, 0, 0)));
  }

  private static void addQuality(List<Scene> scenes) {
    scenes.add(scene("PutGold", CHECKED, command(PUT_GOLD, 3, 3, 0)));
    scenes.add(scene("RetireGold", CHECKED, command(RETIRE_GOLD, 0, 0, 0)));
    scenes.add(scene("FlagItem", DISPUTED, command(FLAG, 1, 0, 0)));
    scenes.add(scene("ResolveAdjudication", DISPUTED, command(RESOLVE, 0, 2, 0)));
    scenes.add(scene("ResolveAdjudication, a round", DISPUTED, command(RESOLVE, 0, 1, 0)));
  }

  private static Scene group() {
    return new Scene(
        "six requests in one group",
        AT_WORK,
        List.of(
            command(SUBMIT, 1, 0, 0),
            command(CEILING, 5, 0, 1),
            command(RETURN, 0, 0, 0),
            command(CREATE, 1, 0, 0),
            command(UPDATE, 1, 2, 0),
            command(SUSPEND, 0, 0, 0)),
        true);
  }

  private static Scene scene(String name, List<Command> setting, Command act) {
    return new Scene(name, setting, List.of(act), true);
  }
}
