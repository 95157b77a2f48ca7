package dev.assay.server.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.server.ContractRpcs;
import dev.assay.server.acquisition.Definitions;
import dev.assay.server.acquisition.LocalProject;
import dev.assay.server.failure.ProjectNotFound;
import dev.assay.server.request.Export;
import dev.assay.server.request.NumberedParts;
import dev.assay.server.request.Violations;
import dev.assay.v1.ExportJournalRequest;
import dev.assay.v1.ExportJournalResponse;
import dev.assay.v1.JournalEntry;
import dev.assay.v1.ListJournalEntriesRequest;
import dev.assay.v1.Policy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal as a stream is the journal as pages. */
class ExportJournalTest {
  @TempDir Path folder;
  private LocalProject project;

  @BeforeEach
  void open() {
    project = new LocalProject(folder, Definitions.threeClasses(Policy.newBuilder()), 1_000_000);
    project.putItems(2_500, null);
    for (int batch = 0; batch < 3; batch++) {
      var given = project.next("ann", 400).getAssignmentsList();
      project.submit("ann", given, item -> "a");
    }
  }

  @AfterEach
  void close() {
    project.close();
  }

  private Export.Cursor<ExportJournalResponse> open(long after) {
    return new ExportJournal(project.store)
        .open(
            ExportJournalRequest.newBuilder()
                .setProject(LocalProject.NAME)
                .setAfterSequence(after)
                .build());
  }

  private static List<JournalEntry> all(Export.Cursor<ExportJournalResponse> cursor) {
    List<JournalEntry> entries = new ArrayList<>();
    for (var part = cursor.next(); part != null; part = cursor.next()) {
      assertThat(part.getEntriesCount()).isBetween(1, NumberedParts.MAX_ROWS);
      entries.addAll(part.getEntriesList());
    }
    return entries;
  }

  @Test
  void theStreamIsWhatThePagesAre() {
    List<JournalEntry> paged = new ArrayList<>();
    String token = "";
    do {
      var page =
          new ListJournalEntries(project.store)
              .answer(
                  ListJournalEntriesRequest.newBuilder()
                      .setProject(LocalProject.NAME)
                      .setPageSize(700)
                      .setPageToken(token)
                      .build());
      paged.addAll(page.getEntriesList());
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    assertThat(paged).hasSizeGreaterThan(NumberedParts.MAX_ROWS);
    assertThat(all(open(0))).isEqualTo(paged);
    assertThat(all(open(1_500))).isEqualTo(paged.subList(1_500, paged.size()));
    assertThat(all(open(paged.size()))).isEmpty();
    assertThat(all(open(Long.MAX_VALUE))).isEmpty();
  }

  @Test
  void whatComesAfterTheStreamWasOpenedIsNotInIt() {
    long last = project.budget().journalSequence();
    var cursor = open(0);
    project.next("bob", 10);
    List<JournalEntry> entries = all(cursor);
    assertThat(entries).hasSize((int) last);
    assertThat(project.budget().journalSequence()).isGreaterThan(last);
    assertThat(all(open(last))).hasSize((int) (project.budget().journalSequence() - last));
  }

  @Test
  void aNegativeSequenceAndAnUnknownProjectAreRefused() {
    Violations violations =
        ContractRpcs.check(
            ExportJournalRequest.newBuilder().setAfterSequence(-1).build(),
            new ExportJournal(project.store)::validate);
    assertThat(violations.found()).extracting(v -> v.getField()).contains("after_sequence");
    assertThatThrownBy(
            () ->
                new ExportJournal(project.store)
                    .open(ExportJournalRequest.newBuilder().setProject("projects/no").build()))
        .isInstanceOf(ProjectNotFound.class);
  }
}
