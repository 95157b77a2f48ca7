package dev.assay.app.cli;

import com.google.protobuf.FieldMask;
import dev.assay.client.AssayClient;
import dev.assay.v1.ListProjectsRequest;
import dev.assay.v1.Project;
import dev.assay.v1.UpdateProjectRequest;
import dev.assay.v1.UpdateProjectResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes projects, shows them and changes what they are run by. */
@Command(
    name = "project",
    description = "Makes projects, shows them and changes what they are run by.",
    subcommands = {
      ProjectCreateCommand.class,
      ProjectCommand.Get.class,
      ProjectCommand.Archived.class,
      ProjectCommand.Listed.class,
      ProjectCommand.Update.class
    },
    mixinStandardHelpOptions = true)
final class ProjectCommand {

  /** Shows one. */
  @Command(name = "get", description = "Shows one project.")
  static final class Get extends ClientCommand {
    @Parameters(paramLabel = "NAME", description = "The project.")
    private String name = "";

    @Override
    int run(AssayClient client, Output out) {
      out.show(client.projects().getProject(ProjectOption.parse(name)), ProjectTables::one);
      return ExitCode.DONE;
    }
  }

  /** Archives one. */
  @Command(name = "archive", description = "Stops the granting of work for good.")
  static final class Archived extends ClientCommand {
    @Parameters(paramLabel = "NAME", description = "The project.")
    private String name = "";

    @Override
    int run(AssayClient client, Output out) {
      out.show(client.projects().archiveProject(ProjectOption.parse(name)), ProjectTables::one);
      return ExitCode.DONE;
    }
  }

  /** Shows all. */
  @Command(name = "list", description = "Shows all projects.")
  static final class Listed extends ClientCommand {
    @Option(names = "--archived", description = "Archived ones too.")
    private boolean archived;

    @Override
    int run(AssayClient client, Output out) {
      ListProjectsRequest request =
          ListProjectsRequest.newBuilder().setShowArchived(archived).build();
      out.showAll(client.projects().listProjects(request), ProjectTables::all);
      return ExitCode.DONE;
    }
  }

  /** Changes what is given. */
  @Command(name = "update", description = "Changes what is given and leaves the rest.")
  static final class Update extends ClientCommand {
    @Parameters(paramLabel = "NAME", description = "The project.")
    private String name = "";

    @Option(names = "--display-name", paramLabel = "TEXT", description = "A name for people.")
    private @Nullable String displayName;

    @Option(
        names = "--default-price",
        paramLabel = "AMOUNT",
        description = "The price of a label of items without one, such as 0.05.")
    private @Nullable String defaultPrice;

    @Option(names = "--stratum", paramLabel = "CUT", description = StratumOption.DESCRIPTION)
    private List<String> strata = new ArrayList<>();

    @Option(
        names = "--etag",
        paramLabel = "ETAG",
        description = "Refuse to change a project that has another etag.")
    private String etag = "";

    @Mixin private PolicyOptions policy = new PolicyOptions();

    @Override
    int run(AssayClient client, Output out) {
      Project.Builder project =
          Project.newBuilder().setName(ProjectOption.parse(name).toString()).setEtag(etag);
      List<String> paths = policy.applyTo(project.getPolicyBuilder());
      if (displayName != null) {
        project.setDisplayName(displayName);
        paths.add("display_name");
      }
      if (defaultPrice != null) {
        project.setDefaultPriceMicros(Amounts.parse(defaultPrice, "--default-price"));
        paths.add("default_price_micros");
      }
      if (!strata.isEmpty()) {
        project.setStrata(StratumOption.parse(strata));
        paths.add("strata");
      }
      if (paths.isEmpty()) {
        throw new InputException("give at least one option to change");
      }
      UpdateProjectResponse changed =
          client
              .projects()
              .updateProject(
                  UpdateProjectRequest.newBuilder()
                      .setProject(project)
                      .setUpdateMask(FieldMask.newBuilder().addAllPaths(paths))
                      .build());
      changed.getWarningsList().forEach(warning -> err().println("warning: " + warning));
      out.show(changed.getProject(), ProjectTables::one);
      return ExitCode.DONE;
    }
  }
}
