package dev.assay.server.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.server.LocalStore;
import dev.assay.server.ValidRequests;
import dev.assay.server.failure.InvalidRequest;
import dev.assay.v1.ArchiveProjectRequest;
import dev.assay.v1.CreateProjectRequest;
import dev.assay.v1.ListProjectsRequest;
import dev.assay.v1.ListProjectsResponse;
import dev.assay.v1.Project;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ListProjectsTest {
  @TempDir private Path folder;
  private LocalStore local;
  private ListProjects list;

  @BeforeEach
  void createFive() {
    local = new LocalStore(folder);
    list = new ListProjects(local.store());
    CreateProject create = new CreateProject(new PolicyRules(Set.of("margin")));
    for (String name : List.of("e", "b", "d", "a", "c")) {
      local.run(
          create,
          CreateProjectRequest.newBuilder()
              .setRequestId(name)
              .setProject(ValidRequests.project("projects/" + name))
              .build());
    }
    local.run(
        new ArchiveProject((transaction, projectId, requestId) -> {}),
        ArchiveProjectRequest.newBuilder().setRequestId("x").setName("projects/c").build());
  }

  @AfterEach
  void close() {
    local.close();
  }

  private ListProjectsResponse page(int size, String token, boolean archived) {
    return local.ask(
        list,
        ListProjectsRequest.newBuilder()
            .setPageSize(size)
            .setPageToken(token)
            .setShowArchived(archived)
            .build());
  }

  private List<String> all(int pageSize, boolean archived) {
    List<String> names = new ArrayList<>();
    String token = "";
    do {
      ListProjectsResponse page = page(pageSize, token, archived);
      assertThat(page.getProjectsCount()).isLessThanOrEqualTo(pageSize);
      page.getProjectsList().stream().map(Project::getName).forEach(names::add);
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    return names;
  }

  @Test
  void pagesOfEverySizeHoldEveryProjectOnceInTheOrderOfNames() {
    for (int size = 1; size <= 6; size++) {
      assertThat(all(size, false))
          .containsExactly("projects/a", "projects/b", "projects/d", "projects/e");
      assertThat(all(size, true))
          .containsExactly("projects/a", "projects/b", "projects/c", "projects/d", "projects/e");
    }
  }

  @Test
  void aTokenIsGoodForItsOwnListOnly() {
    String token = page(2, "", false).getNextPageToken();
    assertThatThrownBy(() -> page(2, token, true))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("page_token");
    assertThatThrownBy(() -> page(2, "garbage", false)).isInstanceOf(InvalidRequest.class);
    assertThat(page(4, token, false).getProjectsCount()).isEqualTo(2);
  }

  @Test
  void aNegativePageSizeIsRefusedAndALargeOneIsCut() {
    assertThatThrownBy(() -> page(-1, "", false))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("page_size");
    assertThat(page(1_000_000, "", true).getProjectsCount()).isEqualTo(5);
  }
}
