package dev.assay.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.server.ContractRpcs;
import dev.assay.server.LocalStore;
import dev.assay.server.ValidRequests;
import dev.assay.server.failure.InvalidRequest;
import dev.assay.server.failure.ProjectNotFound;
import dev.assay.server.project.CreateProject;
import dev.assay.server.project.PolicyRules;
import dev.assay.server.request.AnswerBytes;
import dev.assay.server.request.Export;
import dev.assay.server.request.NumberedParts;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Violations;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.BatchGranted;
import dev.assay.v1.CeilingSet;
import dev.assay.v1.CreateProjectRequest;
import dev.assay.v1.ExportAuditRequest;
import dev.assay.v1.ExportAuditResponse;
import dev.assay.v1.Grant;
import dev.assay.v1.ListAuditEventsRequest;
import dev.assay.v1.ListAuditEventsResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuditRpcsTest {
  private static final String PROJECT = "projects/digits";

  @TempDir private Path folder;
  private LocalStore local;

  @BeforeEach
  void create() {
    local = new LocalStore(folder);
    local.run(
        new CreateProject(new PolicyRules(Set.of("margin"))),
        CreateProjectRequest.newBuilder()
            .setRequestId("create")
            .setProject(ValidRequests.project(PROJECT))
            .build());
  }

  @AfterEach
  void close() {
    local.close();
  }

  private void append(int count, AuditEvent.Builder event) {
    local
        .store()
        .write(
            transaction -> {
              long projectId = Projects.require(transaction, PROJECT).projectId();
              long last = 0;
              for (int i = 0; i < count; i++) {
                last = AuditLog.append(transaction, projectId, "r", event.clone());
              }
              return last;
            })
        .join();
  }

  private static AuditEvent.Builder small() {
    return AuditEvent.newBuilder().setCeilingSet(CeilingSet.newBuilder().setCeilingMicros(1));
  }

  private static AuditEvent.Builder large() {
    BatchGranted.Builder batch = BatchGranted.newBuilder();
    for (int i = 0; i < 500; i++) {
      batch.addGrants(Grant.newBuilder().setItemId("x".repeat(180) + i).setUtility(0.5));
    }
    return AuditEvent.newBuilder().setBatchGranted(batch);
  }

  private ListAuditEventsResponse list(int pageSize, String token) {
    return local.ask(
        new ListAuditEvents(local.store()),
        ListAuditEventsRequest.newBuilder()
            .setProject(PROJECT)
            .setPageSize(pageSize)
            .setPageToken(token)
            .build());
  }

  private List<ExportAuditResponse> export(long after) {
    ExportAudit export = new ExportAudit(local.store());
    Export.Cursor<ExportAuditResponse> cursor =
        export.open(
            ExportAuditRequest.newBuilder().setProject(PROJECT).setAfterSequence(after).build());
    List<ExportAuditResponse> parts = new ArrayList<>();
    for (ExportAuditResponse part = cursor.next(); part != null; part = cursor.next()) {
      parts.add(part);
    }
    return parts;
  }

  private static List<Long> sequences(List<ExportAuditResponse> parts) {
    return parts.stream()
        .flatMap(part -> part.getEventsList().stream())
        .map(AuditEvent::getSequence)
        .toList();
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  @Test
  void pagesHoldEveryEventOnceInItsOrder() {
    append(250, small());
    for (int size : List.of(1, 7, 100, 250, 251, 252)) {
      List<Long> seen = new ArrayList<>();
      String token = "";
      do {
        ListAuditEventsResponse page = list(size, token);
        assertThat(page.getEventsCount()).isBetween(1, size);
        page.getEventsList().forEach(event -> seen.add(event.getSequence()));
        token = page.getNextPageToken();
      } while (!token.isEmpty());
      assertThat(seen).isEqualTo(upTo(251));
    }
  }

  @Test
  void aPageOfLargeEventsIsBoundedByItsBytesAndMissesNone() {
    append(60, large());
    List<Long> seen = new ArrayList<>();
    String token = "";
    do {
      ListAuditEventsResponse page = list(1000, token);
      assertThat(page.getSerializedSize()).isLessThan(AnswerBytes.MAX_BYTES + 100);
      page.getEventsList().forEach(event -> seen.add(event.getSequence()));
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    assertThat(seen).isEqualTo(upTo(61));
  }

  @Test
  void anExportHoldsEveryEventOnceInMessagesOfBoundedSize() {
    append(1500, small());
    append(15, large());
    List<ExportAuditResponse> parts = export(0);
    assertThat(sequences(parts)).isEqualTo(upTo(1516));
    assertThat(parts)
        .allSatisfy(part -> assertThat(part.getEventsCount()).isBetween(1, NumberedParts.MAX_ROWS));
    assertThat(sequences(export(1510))).containsExactly(1511L, 1512L, 1513L, 1514L, 1515L, 1516L);
    assertThat(export(1516)).isEmpty();
    assertThat(export(99_999)).isEmpty();
  }

  @Test
  void anExportEndsWithTheEventsThatThereWereWhenItWasOpened() {
    append(3, small());
    ExportAudit export = new ExportAudit(local.store());
    Export.Cursor<ExportAuditResponse> cursor =
        export.open(ExportAuditRequest.newBuilder().setProject(PROJECT).build());
    append(5, small());
    ExportAuditResponse part = cursor.next();
    assertThat(part).isNotNull();
    assertThat(sequences(List.of(part))).isEqualTo(upTo(4));
    assertThat(cursor.next()).isNull();
  }

  @Test
  void anItemThatThePoolDoesNotHaveHasNoEvents() {
    ListAuditEventsResponse page =
        local.ask(
            new ListAuditEvents(local.store()),
            ListAuditEventsRequest.newBuilder().setProject(PROJECT).setItemId("none").build());
    assertThat(page.getEventsCount()).isZero();
    assertThat(page.getNextPageToken()).isEmpty();
  }

  @Test
  void whatCannotBeAskedIsRefused() {
    assertThatThrownBy(
            () ->
                local.ask(
                    new ListAuditEvents(local.store()),
                    ListAuditEventsRequest.newBuilder().setProject("projects/none").build()))
        .isInstanceOf(ProjectNotFound.class);
    assertThatThrownBy(() -> list(-1, ""))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("page_size");
    Violations violations =
        ContractRpcs.check(
            ExportAuditRequest.newBuilder().setProject(PROJECT).setAfterSequence(-1).build(),
            new ExportAudit(local.store())::validate);
    assertThat(violations.found()).extracting("field").containsExactly("after_sequence");
  }
}
