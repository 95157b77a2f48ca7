package dev.assay.app.cli;

import dev.assay.client.AssayClient;
import dev.assay.v1.CreateProjectRequest;
import dev.assay.v1.CreateProjectResponse;
import dev.assay.v1.LabelSchema;
import dev.assay.v1.Project;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Makes a project. */
@Command(name = "create", description = "Makes a project with an empty pool.")
final class ProjectCreateCommand extends ClientCommand {
  /** The kinds of label schema that the contract has, without its prefix. */
  static final class Kinds implements ITypeConverter<LabelSchema.Kind>, Iterable<String> {
    private static final String PREFIX = "KIND_";
    private static final List<String> NAMES =
        Stream.of(LabelSchema.Kind.values())
            .filter(kind -> kind != LabelSchema.Kind.KIND_UNSPECIFIED)
            .filter(kind -> kind != LabelSchema.Kind.UNRECOGNIZED)
            .map(kind -> kind.name().substring(PREFIX.length()).toLowerCase(Locale.ROOT))
            .toList();

    @Override
    public Iterator<String> iterator() {
      return NAMES.iterator();
    }

    @Override
    public LabelSchema.Kind convert(String name) {
      if (!NAMES.contains(name.toLowerCase(Locale.ROOT))) {
        throw new TypeConversionException("'" + name + "' is none of " + String.join(", ", NAMES));
      }
      return LabelSchema.Kind.valueOf(PREFIX + name.toUpperCase(Locale.ROOT));
    }
  }

  @Parameters(
      paramLabel = "NAME",
      description = "The project's name: a-z, 0-9 and \"-\", for example \"digits\".")
  private String name = "";

  @Mixin private ClassOptions classes = new ClassOptions();

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      completionCandidates = Kinds.class,
      converter = Kinds.class,
      defaultValue = "multiclass",
      description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private LabelSchema.Kind kind = LabelSchema.Kind.KIND_MULTICLASS;

  @Option(
      names = "--currency",
      paramLabel = "CODE",
      description = "ISO 4217 code of all amounts. Default: ${DEFAULT-VALUE}.")
  private String currency = "EUR";

  @Option(
      names = "--ceiling",
      paramLabel = "AMOUNT",
      description = "What may be spent and held, such as 250.00. Default: ${DEFAULT-VALUE}.")
  private String ceiling = "0";

  @Option(
      names = "--default-price",
      paramLabel = "AMOUNT",
      description =
          "The price of a label of items without one, such as 0.05. Without it labels are free, and"
              + " a warning says so; 0 if that is meant.")
  private @Nullable String defaultPrice;

  @Option(names = "--display-name", paramLabel = "TEXT", description = "A name for people.")
  private String displayName = "";

  @Option(names = "--stratum", paramLabel = "CUT", description = StratumOption.DESCRIPTION)
  private List<String> strata = new ArrayList<>();

  @Mixin private PolicyOptions policy = new PolicyOptions();

  @Override
  int run(AssayClient client, Output out) throws IOException {
    Project.Builder project =
        Project.newBuilder()
            .setName(ProjectOption.parse(name).toString())
            .setDisplayName(displayName)
            .setLabelSchema(
                LabelSchema.newBuilder().setKind(kind).addAllClassNames(classes.names()))
            .setStrata(StratumOption.parse(strata))
            .setCurrencyCode(currency.toUpperCase(Locale.ROOT));
    if (defaultPrice != null) {
      project.setDefaultPriceMicros(Amounts.parse(defaultPrice, "--default-price"));
    }
    policy.applyTo(project.getPolicyBuilder());
    CreateProjectResponse made =
        client
            .projects()
            .createProject(
                CreateProjectRequest.newBuilder()
                    .setProject(project)
                    .setCeilingMicros(Amounts.parse(ceiling, "--ceiling"))
                    .build());
    made.getWarningsList().forEach(warning -> err().println("warning: " + warning));
    out.show(made.getProject(), ProjectTables::one);
    return ExitCode.DONE;
  }
}
