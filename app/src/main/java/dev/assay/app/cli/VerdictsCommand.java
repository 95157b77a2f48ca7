package dev.assay.app.cli;

import dev.assay.report.JsonLine;
import dev.assay.report.TextTable;
import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.InvalidVotesException;
import dev.assay.sampling.quality.VerdictMethod;
import dev.assay.sampling.quality.Verdicts;
import dev.assay.sampling.quality.method.AutoMethod;
import dev.assay.sampling.quality.method.Crowdlab;
import dev.assay.sampling.quality.method.Methods;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code assay verdicts}: makes verdicts of a file of votes, without a server. */
@Command(
    name = "verdicts",
    description =
        "Makes verdicts of a file of votes, without a server: one for each item, with the"
            + " probability that it is right.",
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class VerdictsCommand implements Callable<Integer> {
  /** How verdicts are written. */
  enum Format {
    CSV,
    JSON,
    TABLE
  }

  @Option(
      names = "--votes",
      required = true,
      paramLabel = "FILE",
      description =
          "Votes in CSV with a header: item,worker,label. Of several votes of one worker on one"
              + " item the most frequent stands, and none where none is. \"-\" is the standard"
              + " input.")
  private Path votes = Path.of("");

  @Option(
      names = "--known",
      paramLabel = "FILE",
      description = "Items whose label is known beyond doubt, in CSV: item,label.")
  private @Nullable Path known;

  @Option(
      names = "--distinct-spellings",
      description =
          "Labels that differ in case or blanks alone are different classes. Without it they are"
              + " refused.")
  private boolean distinctSpellings;

  @Option(
      names = "--method",
      paramLabel = "NAME",
      description =
          "auto, majority, wawa, zero-based-skill, one-coin, dawid-skene, smoothed-dawid-skene,"
              + " smoothed-dawid-skene-equal-shares, subtypes, glad, mace. Default:"
              + " ${DEFAULT-VALUE}.")
  private String method = AutoMethod.NAME;

  @Option(
      names = "--output",
      paramLabel = "csv|json|table",
      description =
          "Columns item,verdict,probability in CSV, one JSON object a line, or aligned columns."
              + " Default: ${DEFAULT-VALUE}.")
  private Format output = Format.CSV;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    CommandSpec command = Objects.requireNonNull(spec, "picocli sets it");
    VerdictMethod chosen = named(command);
    VoteFile file = VoteFile.read(votes, distinctSpellings);
    Evidence evidence = Evidence.of(file.votes());
    Path knownFile = known;
    if (knownFile != null) {
      evidence = evidence.withKnown(file.known(knownFile));
    }
    Verdicts verdicts;
    try {
      verdicts = chosen.fit(evidence);
    } catch (InvalidVotesException e) {
      throw new InputException(String.valueOf(e.getMessage()));
    }
    print(command.commandLine().getOut(), file, verdicts);
    PrintWriter err = command.commandLine().getErr();
    err.printf(
        Locale.ROOT,
        "%,d votes of %,d workers on %,d items; method %s; %,d ties, decided by votes on the item,"
            + " votes in all, order of labels%n",
        file.votes().voteCount(),
        file.votes().annotatorCount(),
        file.votes().itemCount(),
        verdicts.method(),
        verdicts.tieCount());
    if (file.contradicted() > 0) {
      err.printf(
          Locale.ROOT,
          "%,d votes were left out, which their own workers contradict%n",
          file.contradicted());
    }
    err.println(AgreementLine.of(file.votes()));
    err.flush();
    return ExitCode.DONE;
  }

  private VerdictMethod named(CommandSpec command) {
    return Methods.named(method)
        .filter(one -> !(one instanceof Crowdlab))
        .orElseThrow(
            () ->
                new ParameterException(
                    command.commandLine(),
                    "--method has no "
                        + method
                        + "; there are "
                        + Methods.all().stream()
                            .filter(one -> !(one instanceof Crowdlab))
                            .map(VerdictMethod::name)
                            .toList()));
  }

  private void print(PrintWriter out, VoteFile file, Verdicts verdicts) {
    TextTable table =
        output == Format.CSV
            ? new TextTable("item", "verdict", "probability")
            : new TextTable("ITEM", "VERDICT", "PROBABILITY");
    for (int item = 0; item < verdicts.itemCount(); item++) {
      String name = file.items().get(item);
      String label = file.labels().get(verdicts.verdict(item));
      double probability = verdicts.probability(item);
      if (output == Format.JSON) {
        out.println(
            new JsonLine().put("item", name).put("verdict", label).put("probability", probability));
      } else {
        table.row(name, label, String.format(Locale.ROOT, "%.6f", probability));
      }
    }
    if (output == Format.CSV) {
      out.print(table.csv());
    } else if (output == Format.TABLE) {
      table.text().forEach(out::println);
    }
    out.flush();
  }
}
