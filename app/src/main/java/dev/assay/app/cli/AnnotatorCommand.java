package dev.assay.app.cli;

import dev.assay.client.AnnotatorClient;
import dev.assay.client.AssayClient;
import dev.assay.client.ProjectName;
import dev.assay.v1.Annotator;
import dev.assay.v1.AnnotatorRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says who may work on a project, and on which terms. */
@Command(
    name = "annotator",
    description = "Says who may work on a project, on which terms, and how well they do.",
    subcommands = {
      AnnotatorCommand.Register.class,
      AnnotatorCommand.Update.class,
      AnnotatorCommand.Get.class,
      AnnotatorCommand.Listed.class,
      AnnotatorCommand.Score.class,
      AgreementCommand.class,
      AnnotatorCommand.Suspend.class,
      AnnotatorCommand.Reinstate.class
    },
    mixinStandardHelpOptions = true)
final class AnnotatorCommand {

  /** The annotator that a command is about. */
  static final class AnnotatorOption {
    @Mixin private ProjectOption project = new ProjectOption();

    @Parameters(paramLabel = "ANNOTATOR", description = "The platform's id.")
    private String id = "";

    ProjectName project() {
      return project.name();
    }

    String id() {
      return id;
    }
  }

  /** The terms of one annotator. */
  static final class Terms {
    @Option(
        names = "--role",
        paramLabel = "ROLE",
        description = "labeler or adjudicator; may be repeated. A labeler when absent.")
    private List<String> roles = new ArrayList<>();

    @Option(
        names = "--price",
        paramLabel = "AMOUNT",
        description = "What a label costs where the item has no price of its own, such as 0.05.")
    private @Nullable String price;

    @Option(
        names = "--daily-limit",
        paramLabel = "LABELS",
        description = "The most labels of a day; 0 for no limit.")
    private @Nullable Integer dailyLimit;

    @Option(
        names = "--tag",
        paramLabel = "TAG",
        description =
            "What they can do, such as lang:de; may be repeated. \"\" takes all tags away.")
    private List<String> tags = new ArrayList<>();

    @Option(
        names = "--item-limit",
        paramLabel = "ITEMS",
        description = "The most items of the project; 0 for what the policy says.")
    private @Nullable Integer itemLimit;

    /** Sets what was given and returns the paths of it, as an update mask names them. */
    List<String> applyTo(Annotator.Builder annotator) {
      List<String> paths = new ArrayList<>();
      for (String role : roles) {
        annotator.addRoles(role(role));
      }
      if (!roles.isEmpty()) {
        paths.add("roles");
      }
      if (price != null) {
        annotator.setPriceMicros(Amounts.parse(price, "--price"));
        paths.add("price_micros");
      }
      if (dailyLimit != null) {
        annotator.setDailyLimit(dailyLimit);
        paths.add("daily_limit");
      }
      if (!tags.isEmpty()) {
        tags.stream().filter(tag -> !tag.isEmpty()).forEach(annotator::addTags);
        paths.add("tags");
      }
      if (itemLimit != null) {
        annotator.setItemLimit(itemLimit);
        paths.add("item_limit");
      }
      return paths;
    }

    private static AnnotatorRole role(String name) {
      return switch (name.toLowerCase(Locale.ROOT)) {
        case "labeler" -> AnnotatorRole.ANNOTATOR_ROLE_LABELER;
        case "adjudicator" -> AnnotatorRole.ANNOTATOR_ROLE_ADJUDICATOR;
        default ->
            throw new InputException("--role must be labeler or adjudicator, not \"" + name + "\"");
      };
    }
  }

  /** Makes one known. */
  @Command(name = "register", description = "Makes an annotator known.")
  static final class Register extends ClientCommand {
    @Mixin private AnnotatorOption who = new AnnotatorOption();
    @Mixin private Terms terms = new Terms();

    @Override
    int run(AssayClient client, Output out) {
      Annotator.Builder annotator = Annotator.newBuilder().setAnnotatorId(who.id());
      List<String> unused = terms.applyTo(annotator);
      out.show(
          client.annotators().registerAnnotator(who.project(), annotator.build()),
          AnnotatorTables::one);
      return ExitCode.DONE;
    }
  }

  /** Changes the terms. */
  @Command(name = "update", description = "Changes what is given and leaves the rest.")
  static final class Update extends ClientCommand {
    @Mixin private AnnotatorOption who = new AnnotatorOption();
    @Mixin private Terms terms = new Terms();

    @Override
    int run(AssayClient client, Output out) {
      Annotator.Builder annotator = Annotator.newBuilder().setAnnotatorId(who.id());
      List<String> paths = terms.applyTo(annotator);
      if (paths.isEmpty()) {
        throw new InputException("give at least one option to change");
      }
      out.show(
          client
              .annotators()
              .updateAnnotator(who.project(), annotator.build(), paths.toArray(String[]::new)),
          AnnotatorTables::one);
      return ExitCode.DONE;
    }
  }

  /** Shows one. */
  @Command(name = "get", description = "Shows one annotator.")
  static final class Get extends ClientCommand {
    @Mixin private AnnotatorOption who = new AnnotatorOption();

    @Override
    int run(AssayClient client, Output out) {
      out.show(client.annotators().getAnnotator(who.project(), who.id()), AnnotatorTables::one);
      return ExitCode.DONE;
    }
  }

  /** Shows all. */
  @Command(name = "list", description = "Shows the annotators of a project.")
  static final class Listed extends ClientCommand {
    @Mixin private ProjectOption project = new ProjectOption();

    @Override
    int run(AssayClient client, Output out) {
      out.showAll(client.annotators().listAnnotators(project.name()), AnnotatorTables::all);
      return ExitCode.DONE;
    }
  }

  /** Shows how one works. */
  @Command(name = "scorecard", description = "Shows how an annotator works.")
  static final class Score extends ClientCommand {
    @Mixin private AnnotatorOption who = new AnnotatorOption();

    @Override
    int run(AssayClient client, Output out) {
      out.show(client.annotators().getScorecard(who.project(), who.id()), AnnotatorTables::score);
      return ExitCode.DONE;
    }
  }

  /** Changes whether one may work, for a reason. */
  abstract static class Standing extends ClientCommand {
    @Mixin private AnnotatorOption who = new AnnotatorOption();
    @Mixin private ReasonOption reason = new ReasonOption();

    @Override
    final int run(AssayClient client, Output out) {
      out.show(
          change(client.annotators(), who.project(), who.id(), reason.text()),
          AnnotatorTables::one);
      return ExitCode.DONE;
    }

    /** The annotator as it is then. */
    abstract Annotator change(
        AnnotatorClient annotators, ProjectName project, String annotatorId, String reason);
  }

  /** Stops one. */
  @Command(name = "suspend", description = "Gives an annotator no more work.")
  static final class Suspend extends Standing {
    @Override
    Annotator change(
        AnnotatorClient annotators, ProjectName project, String annotatorId, String reason) {
      return annotators.suspendAnnotator(project, annotatorId, reason);
    }
  }

  /** Takes a suspension back. */
  @Command(name = "reinstate", description = "Lets a suspended annotator work again.")
  static final class Reinstate extends Standing {
    @Override
    Annotator change(
        AnnotatorClient annotators, ProjectName project, String annotatorId, String reason) {
      return annotators.reinstateAnnotator(project, annotatorId, reason);
    }
  }
}
