package dev.assay.app.cli;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.assay.app.trial.Comparison;
import dev.assay.app.trial.Comparison.Ranged;
import dev.assay.app.trial.Past;
import dev.assay.client.AssayClient;
import dev.assay.report.TextTable;
import dev.assay.sampling.acquire.Strategies;
import dev.assay.server.failure.InvalidRequest;
import dev.assay.server.project.PolicyRules;
import dev.assay.server.project.WithoutEffect;
import dev.assay.server.verdict.VerdictModels;
import dev.assay.v1.Policy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares policies on the pool's own past. */
@Command(
    name = "try",
    description = {
      "Compares policies on what the project has labelled already, and buys nothing: part of the"
          + " labelled items are bought again, wave by wave, under each policy and at random, by"
          + " the code that the server draws its waves with. Shows how fast a logistic regression"
          + " on the embeddings learns, and how well the same labels measure the errors of the"
          + " published model.",
      "The labelled items are what earlier policies chose. The learner is tested by their weights,"
          + " for the pool; what can be bought again is the labelled items alone."
    })
final class PolicyTryCommand extends ClientCommand {
  /** Fields of a policy that are simulated. */
  private static final Set<String> TRIED =
      Set.of(
          "strategy",
          "combination",
          "diversity_radius",
          "exploration_share",
          "sharpness",
          "measure");

  private static final int WAVES = 10;

  @Mixin private ProjectOption project = new ProjectOption();

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Policies as files. All are compared with the first.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--vary",
      paramLabel = "FIELD=V,...",
      description =
          "Also each policy with other values of a field, such as exploration_share=0.05,0.3,0.6:"
              + " what the floor costs the learner and gives the estimate. Repeatable.")
  private List<String> vary = new ArrayList<>();

  @Option(
      names = "--runs",
      paramLabel = "COUNT",
      description = "Runs, each with another part of the past, from 2 to 200. Default: 20.")
  private int runs = 20;

  @Option(
      names = "--wave",
      paramLabel = "ITEMS",
      description = "Items of a wave. Default: as many as let ten waves buy half of the past.")
  private int wave;

  @Option(
      names = "--max-time",
      paramLabel = "DURATION",
      description = "Begins no further run after that long. Default: 5m.")
  private String maxTime = "5m";

  @Override
  int run(AssayClient client, Output out) {
    if (runs < 2 || runs > 200) {
      throw new InputException("--runs must be from 2 to 200, not " + runs);
    }
    Map<String, Policy> policies = policies();
    Past past = LabelledPast.read(client, project.name());
    int pool = (int) Math.round(past.items().size() * .7);
    int size = wave > 0 ? wave : Math.max(1, pool / (2 * WAVES));
    int most = pool * 3 / 4; // with all of them bought nothing would be left to choose or estimate
    int waves = Math.min(WAVES, most / size);
    if (waves < 1) {
      throw new InputException("--wave must be at most " + most + " of " + pool + " items");
    }
    long end =
        System.nanoTime()
            + Duration.ofSeconds(Times.parse(maxTime, "--max-time").getSeconds()).toNanos();
    Comparison comparison =
        Comparison.of(
            past,
            policies,
            size,
            waves,
            runs,
            () -> System.nanoTime() < end,
            done -> err().println("run " + done + " of " + runs));
    if (comparison.runs() < runs) {
      err().println("warning: stopped by --max-time after " + comparison.runs() + " runs");
    }
    policies.forEach(
        (name, policy) -> {
          if (comparison.atRandom(name) && !policy.getStrategy().equals(Comparison.RANDOM)) {
            err()
                .println(
                    "warning: "
                        + name
                        + ": drawn at random, for it needs what the past does not tell, such as"
                        + " scores of every item, ensembles or lengths of gradients");
          }
        });
    comparison
        .alike()
        .forEach(
            pair ->
                err()
                    .println(
                        "warning: "
                            + pair
                            + " bought the same in every run: what differs between them has no"
                            + " effect on this past, as where all items are alike to a strategy"));
    out.showParts(
        struct(past, comparison),
        unused ->
            List.of(
                setting(past, comparison, pool, size, waves),
                results(comparison),
                differences(comparison),
                curves(comparison, waves)));
    return ExitCode.DONE;
  }

  /** The policies as the server would hold them, with their variants, by name. */
  private Map<String, Policy> policies() {
    PolicyRules rules = new PolicyRules(Strategies.names(), VerdictModels.names());
    Map<String, Policy> policies = new LinkedHashMap<>();
    for (Path file : files) {
      Policy written = PolicyFile.checked(file);
      String ignored =
          written.getAllFields().keySet().stream()
              .map(FieldDescriptor::getName)
              .filter(field -> !TRIED.contains(field))
              .collect(Collectors.joining(", "));
      if (!ignored.isEmpty()) {
        err().println("warning: " + file + ": not simulated: " + ignored);
      }
      put(policies, rules, name(file), file, written);
      WithoutEffect.of(PolicyRules.complete(written))
          .forEach(warning -> err().println("warning: " + file + ": " + warning));
      for (String varied : vary) {
        int equals = varied.indexOf('=');
        FieldDescriptor field =
            equals < 0 ? null : Policy.getDescriptor().findFieldByName(varied.substring(0, equals));
        if (field == null || field.getJavaType() != FieldDescriptor.JavaType.DOUBLE) {
          throw new InputException(
              "--vary must be FIELD=VALUE,... of a field that holds a number, such as"
                  + " exploration_share; \""
                  + varied
                  + "\" is not");
        }
        for (String value : varied.substring(equals + 1).split(",", -1)) {
          put(
              policies,
              rules,
              name(file) + ", " + field.getName() + " " + value,
              file,
              written.toBuilder().setField(field, number(value)).build());
        }
      }
    }
    return policies;
  }

  private static void put(
      Map<String, Policy> policies, PolicyRules rules, String name, Path file, Policy policy) {
    try {
      if (policies.put(name, rules.accepted(policy, "policy")) != null) {
        throw new InputException("\"" + name + "\" is there twice; give the files other names");
      }
    } catch (InvalidRequest e) {
      throw new InputException(file + ": " + e.getMessage());
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName()).replaceAll("\\.ya?ml$", "");
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new InputException("--vary: \"" + text + "\" is not a number");
    }
  }

  private static TextTable setting(
      Past past, Comparison comparison, int pool, int size, int waves) {
    return new TextTable("PAST", "VALUE")
        .row("labelled items", past.items().size())
        .row("that say as much of the pool as", decimal(past.effectiveSize(), 0) + " drawn alike")
        .row("bought from, in each run", pool)
        .row("tested on, in each run", past.items().size() - pool)
        .row("waves", waves)
        .row("items of a wave", size)
        .row("runs", comparison.runs())
        .row("accuracy with all labels", decimal(comparison.full(), 3))
        .row("intervals", decimal(100 * Comparison.LEVEL, 0) + " %, bootstrap over runs");
  }

  private static TextTable results(Comparison comparison) {
    TextTable table =
        new TextTable("POLICY", "CURVE", "LABELS TO 95 %", "REACHED", "RELATIVE EFFICIENCY");
    for (String name : comparison.names()) {
      table.row(
          name,
          show(comparison.curve(name), 3),
          show(comparison.needed(name), 0),
          comparison.reached(name) + " of " + comparison.runs(),
          show(comparison.efficiency(name), 2));
    }
    return table;
  }

  private static TextTable differences(Comparison comparison) {
    String first = comparison.names().get(1);
    TextTable table =
        new TextTable("BESIDE " + first, "CURVE MORE", "LABELS MORE", "EFFICIENCY TIMES");
    for (String name : comparison.names()) {
      if (!name.equals(first)) {
        table.row(
            name,
            show(comparison.curveGain(name, first), 3),
            show(comparison.neededMore(name, first), 0),
            show(comparison.efficiencyRatio(name, first), 2));
      }
    }
    return table;
  }

  private static TextTable curves(Comparison comparison, int waves) {
    List<String> titles = new ArrayList<>(List.of("LABELS"));
    titles.addAll(comparison.names());
    TextTable table = new TextTable(titles.toArray(String[]::new));
    for (int wave = 0; wave < waves; wave++) {
      List<Object> cells = new ArrayList<>(List.of(comparison.labels(wave)));
      for (String name : comparison.names()) {
        cells.add(decimal(comparison.accuracies(name)[wave], 3));
      }
      table.row(cells.toArray());
    }
    return table;
  }

  private static Struct struct(Past past, Comparison comparison) {
    ListValue.Builder policies = ListValue.newBuilder();
    for (String name : comparison.names()) {
      ListValue.Builder curve = ListValue.newBuilder();
      for (double accuracy : comparison.accuracies(name)) {
        curve.addValues(value(accuracy));
      }
      policies.addValues(
          Value.newBuilder()
              .setStructValue(
                  Struct.newBuilder()
                      .putFields("policy", Value.newBuilder().setStringValue(name).build())
                      .putFields("curve", value(comparison.curve(name)))
                      .putFields("labels_needed", value(comparison.needed(name)))
                      .putFields("reached_runs", value((double) comparison.reached(name)))
                      .putFields("relative_efficiency", value(comparison.efficiency(name)))
                      .putFields("accuracies", Value.newBuilder().setListValue(curve).build())));
    }
    return Struct.newBuilder()
        .putFields("labelled_count", value(past.items().size()))
        .putFields("effective_size", value(past.effectiveSize()))
        .putFields("runs", value(comparison.runs()))
        .putFields("accuracy_with_all_labels", value(comparison.full()))
        .putFields("policies", Value.newBuilder().setListValue(policies).build())
        .build();
  }

  private static Value value(double number) {
    return Double.isFinite(number)
        ? Value.newBuilder().setNumberValue(number).build()
        : Value.newBuilder().setNullValueValue(0).build();
  }

  private static Value value(Ranged ranged) {
    return Value.newBuilder()
        .setStructValue(
            Struct.newBuilder()
                .putFields("value", value(ranged.value()))
                .putFields("low", value(ranged.low()))
                .putFields("high", value(ranged.high())))
        .build();
  }

  private static String show(Ranged ranged, int digits) {
    return Double.isFinite(ranged.value())
        ? decimal(ranged.value(), digits)
            + " ["
            + decimal(ranged.low(), digits)
            + ", "
            + decimal(ranged.high(), digits)
            + "]"
        : "-";
  }

  private static String decimal(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
