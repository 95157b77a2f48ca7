package dev.assay.app.cli;

import dev.assay.client.AssayClient;
import dev.assay.report.TextTable;
import dev.assay.server.project.PolicyRules;
import dev.assay.server.project.WithoutEffect;
import dev.assay.v1.ExplainItemsRequest;
import dev.assay.v1.ExplainItemsResponse;
import dev.assay.v1.ItemExplanation;
import dev.assay.v1.ItemExplanation.Choice;
import dev.assay.v1.Policy;
import dev.assay.v1.TermValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a policy does. */
@Command(
    name = "policy",
    description = "Shows what a policy does, and why.",
    subcommands = {
      PolicyCommand.Explain.class,
      PolicyTryCommand.class,
      PolicyEarnedCommand.class,
      PolicyCommand.Show.class,
      PolicyCommand.Check.class,
      PolicyCommand.Schema.class
    },
    mixinStandardHelpOptions = true)
final class PolicyCommand {

  /** Why items were drawn or were not. */
  @Command(
      name = "explain",
      description =
          "Says why items were drawn in a wave or were not: each one's probability, and what its"
              + " utility is made of. The wave is drawn again, so it takes as long as that took.")
  static final class Explain extends ClientCommand {
    @Mixin private ProjectOption project = new ProjectOption();

    @Option(
        names = "--wave",
        paramLabel = "NUMBER",
        description = "The wave, from 1. Default: the last one.")
    private long wave;

    @Parameters(paramLabel = "ITEM", arity = "1..*", description = "The items.")
    private List<String> items = new ArrayList<>();

    @Override
    int run(AssayClient client, Output out) {
      ExplainItemsResponse explained =
          client
              .audit()
              .explainItems(
                  ExplainItemsRequest.newBuilder()
                      .setProject(project.name().toString())
                      .setWaveNumber(wave)
                      .addAllItemIds(items)
                      .build());
      out.showParts(
          explained,
          response ->
              Stream.of(wave(response), chosen(response), terms(response))
                  .filter(table -> !table.isEmpty())
                  .toList());
      if (!explained.getIdentical()) {
        err().println("warning: drawn again, the wave is not the one that was served");
        return ExitCode.FAILED;
      }
      return ExitCode.DONE;
    }
  }

  /** A project's policy as a file. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description =
          "Prints a project's policy, with its defaults, as a file that project create and update"
              + " take with --policy.")
  static final class Show implements Callable<Integer> {
    @Mixin private ConnectionOptions connection = new ConnectionOptions();
    @Mixin private ProjectOption project = new ProjectOption();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
      return connection.connected(
          client -> {
            Policy policy = client.projects().getProject(project.name()).getPolicy();
            print(spec, PolicyFile.full(policy));
            return ExitCode.DONE;
          });
    }
  }

  /** A file, as it would be sent. */
  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description =
          "Reads a policy file and prints what is in it, or where it is wrong and what of it has no"
              + " effect, by the rules of a server of this version; asks none.")
  static final class Check implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The file, such as policy.yaml.")
    private Path file = Path.of("");

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      Policy policy = PolicyFile.checked(file);
      WithoutEffect.of(PolicyRules.complete(policy))
          .forEach(
              warning -> spec.commandLine().getErr().println("warning: " + file + ": " + warning));
      print(spec, PolicyFile.text(policy));
      return ExitCode.DONE;
    }
  }

  /** The schema of the file. */
  @Command(
      name = "schema",
      mixinStandardHelpOptions = true,
      description = "Prints the JSON Schema of a policy file.")
  static final class Schema implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      print(spec, PolicySchema.text());
      return ExitCode.DONE;
    }
  }

  private static void print(CommandSpec spec, String text) {
    spec.commandLine().getOut().print(text);
    spec.commandLine().getOut().flush();
  }

  private static TextTable wave(ExplainItemsResponse explained) {
    return new TextTable("WAVE", "STRATEGY", "POLICY", "CANDIDATES", "DRAWN", "FLOOR", "IDENTICAL")
        .row(
            explained.getWave().getWaveNumber(),
            explained.getWave().getStrategy(),
            explained.getWave().getPolicyVersion(),
            explained.getWave().getCandidateCount(),
            explained.getWave().getDrawCount(),
            number(explained.getFloor()),
            explained.getIdentical());
  }

  private static TextTable chosen(ExplainItemsResponse explained) {
    TextTable table =
        new TextTable("ITEM", "CHOICE", "WHY", "PROBABILITY", "UTILITY", "MORE USEFUL", "STRATUM");
    for (ItemExplanation item : explained.getItemsList()) {
      boolean isCandidate = item.getChoice() != Choice.CHOICE_NO_CANDIDATE;
      table.row(
          item.getItemId(),
          shortName(item.getChoice().name(), "CHOICE_"),
          why(item, explained.getFloor()),
          isCandidate ? number(item.getInclusionProbability()) : "-",
          isCandidate ? number(item.getUtility()) : "-",
          isCandidate ? item.getMoreUsefulCount() : "-",
          item.getStratum().isEmpty() ? "-" : item.getStratum());
    }
    return table;
  }

  private static String why(ItemExplanation item, double floor) {
    return switch (item.getChoice()) {
      case CHOICE_DRAWN ->
          (item.getInclusionProbability() >= 1
                  ? "certain"
                  : shortName(item.getSlice().name(), "SLICE_"))
              + (item.getServed() ? ", served" : ", not served");
      case CHOICE_NOT_DRAWN ->
          item.getInclusionProbability() <= floor * (1 + 1e-9)
              ? "had the floor only"
              : "others were drawn by chance";
      case CHOICE_NO_CANDIDATE -> "taken before, put later or set aside";
      case CHOICE_UNSPECIFIED, UNRECOGNIZED -> "-";
    };
  }

  private static TextTable terms(ExplainItemsResponse explained) {
    TextTable table = new TextTable("ITEM AND TERM", "WEIGHT", "UTILITY", "VALUE");
    for (ItemExplanation item : explained.getItemsList()) {
      for (TermValue term : item.getTermsList()) {
        table.row(
            item.getItemId() + " " + term.getStrategy(),
            number(term.getWeight()),
            number(term.getUtility()),
            number(term.getValue()));
      }
    }
    return table;
  }

  private static String shortName(String name, String prefix) {
    return name.replace(prefix, "").toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.5f", value);
  }
}
