package dev.assay.client;

import com.google.protobuf.FieldMask;
import dev.assay.v1.ArchiveProjectRequest;
import dev.assay.v1.ArchiveProjectResponse;
import dev.assay.v1.CreateProjectRequest;
import dev.assay.v1.CreateProjectResponse;
import dev.assay.v1.GetProjectRequest;
import dev.assay.v1.GetProjectResponse;
import dev.assay.v1.ListProjectsRequest;
import dev.assay.v1.ListProjectsResponse;
import dev.assay.v1.Project;
import dev.assay.v1.ProjectServiceGrpc;
import dev.assay.v1.UpdateProjectRequest;
import dev.assay.v1.UpdateProjectResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Makes projects and changes what they are run by: {@link AssayClient#projects()}. Thread-safe.
 *
 * <pre>{@code
 * Project project =
 *     client.projects().createProject(
 *         Project.newBuilder()
 *             .setName(ProjectName.of("digits").toString())
 *             .setLabelSchema(LabelSchemas.binary("odd", "even"))
 *             .setCurrencyCode("EUR")
 *             .setDefaultPriceMicros(Micros.of("0.05"))
 *             .build(),
 *         Micros.of("500"));
 * }</pre>
 */
public final class ProjectClient {
  private final Rpc rpc;

  ProjectClient(Rpc rpc) {
    this.rpc = rpc;
  }

  /**
   * Makes a project with an empty pool.
   *
   * @param project what to make; its name is {@code projects/{project}}
   * @param ceilingMicros the cap of everything that it may spend and hold, in millionths of its
   *     currency
   * @return the project as stored
   * @throws InvalidRequestException if a field is malformed
   * @throws AlreadyExistsException if there is a project of that name
   */
  public Project createProject(Project project, long ceilingMicros) {
    return createProject(
            CreateProjectRequest.newBuilder()
                .setProject(project)
                .setCeilingMicros(ceilingMicros)
                .build())
        .getProject();
  }

  /**
   * Makes a project with an empty pool, and says what was probably not meant.
   *
   * @param request the request; an empty request id is filled in
   * @return the project as stored, and warnings in plain English, for example where no default
   *     price is named and labels are free
   * @throws InvalidRequestException if a field is malformed
   * @throws AlreadyExistsException if there is a project of that name, or the request id was used
   *     with another body
   */
  public CreateProjectResponse createProject(CreateProjectRequest request) {
    return rpc.call(ProjectServiceGrpc.getCreateProjectMethod(), request);
  }

  /**
   * As {@link #createProject(CreateProjectRequest)}, without waiting.
   *
   * @param request the request
   * @return the project as stored, and warnings
   */
  public CompletableFuture<CreateProjectResponse> createProjectAsync(CreateProjectRequest request) {
    return rpc.callAsync(ProjectServiceGrpc.getCreateProjectMethod(), request);
  }

  /**
   * Reads a project.
   *
   * @param name the project
   * @return the project as stored
   * @throws NotFoundException if there is none of that name
   */
  public Project getProject(ProjectName name) {
    return rpc.call(ProjectServiceGrpc.getGetProjectMethod(), get(name)).getProject();
  }

  /**
   * As {@link #getProject}, without waiting.
   *
   * @param name the project
   * @return the project as stored
   */
  public CompletableFuture<Project> getProjectAsync(ProjectName name) {
    return rpc.callAsync(
        ProjectServiceGrpc.getGetProjectMethod(), get(name), GetProjectResponse::getProject);
  }

  /** Returns all active projects in the order of their names. */
  public Paged<Project> listProjects() {
    return listProjects(ListProjectsRequest.getDefaultInstance());
  }

  /**
   * Reads projects in the order of their names.
   *
   * @param request says which, and the size of the pages
   * @return the projects from the request's page on
   */
  public Paged<Project> listProjects(ListProjectsRequest request) {
    return rpc.paged(
        ProjectServiceGrpc.getListProjectsMethod(), request, ListProjectsResponse::getProjectsList);
  }

  /**
   * Reads one page of projects.
   *
   * @param request the request
   * @return the page
   */
  public ListProjectsResponse listProjectsPage(ListProjectsRequest request) {
    return rpc.call(ProjectServiceGrpc.getListProjectsMethod(), request);
  }

  /**
   * As {@link #listProjectsPage}, without waiting.
   *
   * @param request the request
   * @return the page
   */
  public CompletableFuture<ListProjectsResponse> listProjectsPageAsync(
      ListProjectsRequest request) {
    return rpc.callAsync(ProjectServiceGrpc.getListProjectsMethod(), request);
  }

  /**
   * Changes fields of a project.
   *
   * @param project the new values; its name says which project, and a non-empty etag must be the
   *     stored one
   * @param paths the fields to change: "display_name", "policy", "policy.{field}", "strata",
   *     "default_price_micros"
   * @return the project as it is now
   * @throws NotFoundException if there is none of that name
   * @throws ConflictException if the etag is not the stored one
   * @throws FailedPreconditionException if the project is archived
   */
  public Project updateProject(Project project, String... paths) {
    FieldMask mask = FieldMask.newBuilder().addAllPaths(List.of(paths)).build();
    return updateProject(
            UpdateProjectRequest.newBuilder().setProject(project).setUpdateMask(mask).build())
        .getProject();
  }

  /**
   * Changes fields of a project.
   *
   * @param request the request; an empty request id is filled in
   * @return the project as it is now, and warnings of what in its policy has no effect
   */
  public UpdateProjectResponse updateProject(UpdateProjectRequest request) {
    return rpc.call(ProjectServiceGrpc.getUpdateProjectMethod(), request);
  }

  /**
   * As {@link #updateProject(UpdateProjectRequest)}, without waiting.
   *
   * @param request the request
   * @return the project as it is now, and warnings of what in its policy has no effect
   */
  public CompletableFuture<UpdateProjectResponse> updateProjectAsync(UpdateProjectRequest request) {
    return rpc.callAsync(ProjectServiceGrpc.getUpdateProjectMethod(), request);
  }

  /**
   * Stops the granting of work for good. Labels for open assignments are still taken.
   *
   * @param name the project
   * @return the project as it is now
   * @throws NotFoundException if there is none of that name
   */
  public Project archiveProject(ProjectName name) {
    return rpc.call(ProjectServiceGrpc.getArchiveProjectMethod(), archive(name)).getProject();
  }

  /**
   * As {@link #archiveProject}, without waiting.
   *
   * @param name the project
   * @return the project as it is now
   */
  public CompletableFuture<Project> archiveProjectAsync(ProjectName name) {
    return rpc.callAsync(
        ProjectServiceGrpc.getArchiveProjectMethod(),
        archive(name),
        ArchiveProjectResponse::getProject);
  }

  private static GetProjectRequest get(ProjectName name) {
    return GetProjectRequest.newBuilder().setName(name.toString()).build();
  }

  private static ArchiveProjectRequest archive(ProjectName name) {
    return ArchiveProjectRequest.newBuilder().setName(name.toString()).build();
  }
}
