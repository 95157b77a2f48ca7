package dev.assay.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The entry point of the runnable jar. */
@Command(
    name = "assay",
    description = "Decides which label to buy next, and what the labels bought have taught.",
    mixinStandardHelpOptions = true,
    versionProvider = Assay.Version.class)
public final class Assay {
  private Assay() {}

  /**
   * Runs one command and exits with its status.
   *
   * @param args the command and its options
   */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Assay()).execute(args));
  }

  /** Reads the version from the jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Assay.class.getPackage().getImplementationVersion();
      return new String[] {"assay " + (version == null ? "(unpackaged)" : version)};
    }
  }
}
