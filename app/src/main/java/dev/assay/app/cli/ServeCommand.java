package dev.assay.app.cli;

import dev.assay.labelstudio.cli.LabelStudioCommand;
import dev.assay.server.AssayServer;
import dev.assay.server.config.ConfigSources;
import dev.assay.server.config.ServerConfig;
import dev.assay.server.config.Setting;
import dev.assay.server.config.SettingValues;
import dev.assay.server.config.Settings;
import dev.assay.server.failure.OutOfMemory;
import dev.assay.server.log.Logging;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the server until it is told to stop. Its options are the table of settings. */
@Command(
    name = "serve",
    description =
        "Runs the server. Each setting comes from the configuration file, is overridden by the"
            + " environment, and that by a flag.%nEach is shown with its key, its variable, its"
            + " unit and its default.",
    sortOptions = false,
    abbreviateSynopsis = true,
    footer = {
      "",
      "In the file a setting is \"key: value\" (YAML; keys may be nested at their dots). An unknown"
          + " key or an unknown variable that begins with ASSAY_ is an error. The first line on the"
          + " standard output is \"assay listening on HOST:PORT\"; SIGTERM drains and exits with 0,"
          + " or with 1 where the store has failed."
    },
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration file. Variable " + ConfigSources.FILE_VARIABLE + ".")
  private @Nullable Path configFile;

  @Option(
      names = "--label-studio",
      paramLabel = "FILE",
      description =
          "Also runs the bridge to Label Studio, with the options of \"assay label-studio\" from"
              + " this file. --target is this server.")
  private @Nullable Path bridgeOptions;

  private final Map<String, String> environment;
  private volatile @Nullable AutoCloseable bridge;
  private volatile int endCode = ExitCode.DONE;
  private @Nullable CommandSpec spec;

  ServeCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Adds an option for each setting. */
  @Spec
  void setSpec(CommandSpec command) {
    this.spec = command;
    for (Setting<?> setting : Settings.all()) {
      OptionSpec.Builder option =
          OptionSpec.builder(setting.flag())
              .paramLabel("VALUE")
              .type(String.class)
              .description(setting.description(), names(setting));
      if (setting.isTruth()) {
        option.arity("0..1").fallbackValue("true");
      }
      command.addOption(option.build());
    }
  }

  private static String names(Setting<?> setting) {
    String standard = setting.defaultText().isEmpty() ? "none" : setting.defaultText();
    return "%s; %s; %s; default %s"
        .formatted(setting.key(), setting.variable(), setting.unit(), standard);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    CommandSpec command = java.util.Objects.requireNonNull(spec);
    SettingValues values = ConfigSources.collect(file(), environment, flags(command));
    ServerConfig config = ServerConfig.of(values);
    Logging.configure(config.log().format(), config.log().level());
    for (SettingValues.Entry entry : values.entries()) {
      LOG.atInfo()
          .addKeyValue("key", entry.key())
          .addKeyValue("value", entry.text())
          .addKeyValue("source", entry.source())
          .log("event=setting");
    }
    OutOfMemory.endOnUncaught();
    AssayServer server = AssayServer.start(config);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "assay-stop"));
    String host = config.listen().address().withPort(server.port()).toString();
    boolean isServing = false;
    try {
      command.commandLine().getOut().println("assay listening on " + host);
      if (bridgeOptions != null) {
        bridge = LabelStudioCommand.startBeside(bridgeOptions, host);
      }
      isServing = true;
    } finally {
      endCode = isServing ? ExitCode.DONE : ExitCode.FAILED;
    }
    server.awaitTermination();
    return codeOf(server);
  }

  private Optional<Path> file() {
    String named = environment.get(ConfigSources.FILE_VARIABLE);
    return configFile != null ? Optional.of(configFile) : Optional.ofNullable(named).map(Path::of);
  }

  private static Map<Setting<?>, String> flags(CommandSpec command) {
    Map<Setting<?>, String> flags = new LinkedHashMap<>();
    var parsed = command.commandLine().getParseResult();
    for (Setting<?> setting : Settings.all()) {
      if (parsed.hasMatchedOption(setting.flag())) {
        String text = parsed.matchedOptionValue(setting.flag(), "");
        flags.put(setting, text);
      }
    }
    return flags;
  }

  private static int codeOf(AssayServer server) {
    return server.hasFailed() ? ExitCode.FAILED : ExitCode.DONE;
  }

  /** Runs when the process is told to end, which would otherwise exit with the signal's number. */
  private void stop(AssayServer server) {
    int code = server.hasFailed() ? ExitCode.FAILED : endCode;
    AutoCloseable beside = bridge;
    try {
      if (beside != null) {
        beside.close();
      }
    } catch (Exception e) {
      LOG.atError().setCause(e).log("event=bridge_close_failed");
      code = ExitCode.FAILED;
    }
    try {
      server.close();
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("event=close_failed");
      code = ExitCode.FAILED;
    }
    Runtime.getRuntime().halt(code);
  }
}
