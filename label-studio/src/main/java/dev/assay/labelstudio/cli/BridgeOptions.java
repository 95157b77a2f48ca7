package dev.assay.labelstudio.cli;

import dev.assay.client.AssayClient;
import dev.assay.client.AssayClientBuilder;
import dev.assay.client.Micros;
import dev.assay.client.ProjectName;
import dev.assay.client.TokenFile;
import dev.assay.labelstudio.bridge.BridgeConfig;
import dev.assay.labelstudio.bridge.BridgeConfig.LeverKind;
import dev.assay.labelstudio.bridge.BridgeConfig.NewProject;
import dev.assay.labelstudio.bridge.BridgeSetupException;
import dev.assay.labelstudio.http.Credentials;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is linked, and how. */
final class BridgeOptions {
  @Option(
      names = "--url",
      required = true,
      paramLabel = "URL",
      description = "Where Label Studio is, such as http://localhost:8080.")
  private URI url = URI.create("http://localhost:8080");

  @Option(
      names = "--token-file",
      required = true,
      paramLabel = "FILE",
      description =
          "A file that holds a Label Studio user's access token, personal or legacy, and nothing"
              + " else.")
  private Path tokenFile = Path.of("");

  @Option(
      names = "--project",
      required = true,
      paramLabel = "ID",
      description = "The number of the Label Studio project that holds the tasks.")
  private long project;

  @Option(
      names = "--work-project",
      paramLabel = "ID",
      description =
          "The number of an empty Label Studio project that tasks are released into. One is made"
              + " when absent.")
  private @Nullable Long workProject;

  @Option(
      names = "--lever",
      paramLabel = "LEVER",
      description =
          "release: only leased tasks are in Label Studio, which bounds what is spent. score: all"
              + " are, and scores put the leased ones first. Default: ${DEFAULT-VALUE}.")
  private String lever = "release";

  @Option(
      names = "--control",
      paramLabel = "NAME",
      description = "The Choices, Rating or Taxonomy to ask for, where there are several.")
  private @Nullable String control;

  @Option(
      names = "--id-field",
      paramLabel = "NAME",
      description =
          "The field of a task's data that is its item's id. A digest of the data when absent.")
  private @Nullable String idField;

  @Option(
      names = "--assay-project",
      required = true,
      paramLabel = "NAME",
      description = "The Assay project; it is made where it is not there and --ceiling is given.")
  private String assayProject = "";

  @Option(
      names = "--ceiling",
      paramLabel = "AMOUNT",
      description = "The budget of a new Assay project, such as 100.00.")
  private @Nullable String ceiling;

  @Option(
      names = "--price",
      paramLabel = "AMOUNT",
      description = "The price of a label in a new Assay project. Default: ${DEFAULT-VALUE}.")
  private String price = "0.05";

  @Option(
      names = "--currency",
      paramLabel = "CODE",
      description = "The currency of a new Assay project. Default: ${DEFAULT-VALUE}.")
  private String currency = "EUR";

  @Option(
      names = "--agreeing-votes",
      paramLabel = "VOTES",
      description =
          "How many equal answers settle an item of a new Assay project. Default:"
              + " ${DEFAULT-VALUE}.")
  private int agreeingVotes = 1;

  @Option(
      names = "--adjudicate",
      description =
          "Sends the items of a new Assay project whose answers disagree to adjudicators, into a"
              + " project of their own.")
  private boolean adjudicate;

  @Option(
      names = "--show-votes",
      description = "Shows the answers to the adjudicators; implies --adjudicate.")
  private boolean showVotes;

  @Option(
      names = "--ahead",
      paramLabel = "TASKS",
      description = "The most tasks that are open at once, 1 to 500. Default: ${DEFAULT-VALUE}.")
  private int ahead = BridgeConfig.DEFAULT_AHEAD;

  @Option(
      names = "--lease",
      paramLabel = "DURATION",
      description =
          "How long a released task stays open, such as 12h: 5m to 30d. Default: ${DEFAULT-VALUE}.")
  private String lease = "7d";

  @Option(
      names = "--reconcile",
      paramLabel = "DURATION",
      description = "How often Label Studio is asked for changed tasks. Default: ${DEFAULT-VALUE}.")
  private String reconcile = "15s";

  @Option(
      names = "--reconcile-all",
      paramLabel = "DURATION",
      description = "How often it is asked for all tasks. Default: ${DEFAULT-VALUE}.")
  private String reconcileAll = "5m";

  @Option(
      names = "--state",
      paramLabel = "FILE",
      description = "The bridge's own file. Default: ${DEFAULT-VALUE}.")
  private Path state = Path.of("label-studio.db");

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description = "Where the webhook, the backend and the page are. Default: ${DEFAULT-VALUE}.")
  private String listen = "127.0.0.1:7080";

  @Option(
      names = "--callback-url",
      paramLabel = "URL",
      description =
          "Where Label Studio reaches --listen from where it runs. Default: http:// and --listen.")
  private @Nullable URI callbackUrl;

  @Option(
      names = "--target",
      paramLabel = "HOST:PORT",
      description = "The Assay server. Default: ${DEFAULT-VALUE}.")
  private String target = AssayClientBuilder.DEFAULT_TARGET;

  @Option(
      names = "--assay-token-file",
      paramLabel = "FILE",
      description = "A file that holds a token of the Assay server and nothing else.")
  private @Nullable Path assayTokenFile;

  @Option(names = "--tls", description = "Talk TLS to Assay, trusting this machine's authorities.")
  private boolean tls;

  void target(String value) {
    target = value;
  }

  BridgeConfig config() {
    LeverKind kind;
    try {
      kind = LeverKind.valueOf(lever.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new BridgeSetupException("--lever must be release or score");
    }
    try {
      return new BridgeConfig(
          url,
          project,
          workProject,
          control,
          idField,
          ProjectName.of(assayProject),
          ceiling == null
              ? null
              : new NewProject(
                  currency,
                  Micros.of(price),
                  Micros.of(ceiling),
                  agreeingVotes,
                  adjudicate || showVotes,
                  showVotes),
          kind,
          ahead,
          duration(lease, "--lease"),
          duration(reconcile, "--reconcile"),
          duration(reconcileAll, "--reconcile-all"),
          state);
    } catch (NumberFormatException e) {
      throw new BridgeSetupException("--ceiling and --price must be amounts such as 12.50");
    } catch (IllegalArgumentException e) {
      throw new BridgeSetupException(String.valueOf(e.getMessage()));
    }
  }

  Credentials credentials() throws IOException {
    try {
      return Credentials.read(tokenFile);
    } catch (IllegalArgumentException e) {
      throw new BridgeSetupException("--token-file " + e.getMessage());
    }
  }

  InetSocketAddress address() {
    int colon = listen.lastIndexOf(':');
    try {
      return new InetSocketAddress(
          listen.substring(0, Math.max(colon, 0)), Integer.parseInt(listen.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      throw new BridgeSetupException("--listen must be a host and a port such as 127.0.0.1:7080");
    }
  }

  /** Where Label Studio reaches the bridge that listens on the port. */
  URI callback(int port) {
    return callbackUrl != null
        ? callbackUrl
        : URI.create("http://" + address().getHostString() + ":" + port);
  }

  AssayClient assay() throws IOException {
    AssayClientBuilder builder =
        AssayClient.builder().target(target).userAgent("assay-label-studio");
    if (tls) {
      builder.tls();
    }
    if (assayTokenFile != null) {
      builder.bearerToken(assayToken(assayTokenFile));
    }
    return builder.build();
  }

  private static String assayToken(Path file) throws IOException {
    try {
      return TokenFile.read(file);
    } catch (IllegalArgumentException e) {
      throw new BridgeSetupException("--assay-token-file " + e.getMessage());
    }
  }

  private static Duration duration(String text, String option) {
    String amount = text.substring(0, Math.max(0, text.length() - 1));
    if (amount.matches("[0-9]{1,6}")) {
      long number = Long.parseLong(amount);
      Duration duration =
          switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            case 'd' -> Duration.ofDays(number);
            default -> Duration.ZERO;
          };
      if (!duration.isZero()) {
        return duration;
      }
    }
    throw new BridgeSetupException(option + " must be a number with s, m, h or d, such as 30m");
  }
}
