package dev.assay.bench;

import picocli.CommandLine.Command;

/** The group of measurements; each is a sub-command with options of its own. */
@Command(
    name = "assay bench",
    description = "Measures, and writes the pages that report what was measured.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      CompressCommand.class,
      AdviceCommand.class,
      EstimateCommand.class,
      IngestCommand.class,
      KernelsCommand.class,
      LedgerCommand.class,
      LoadCommand.class,
      NextBatchCommand.class,
      OpinionCommand.class,
      ProofCommand.class,
      SelectCommand.class,
      VerdictsCommand.class
    })
public final class BenchCommand {}
