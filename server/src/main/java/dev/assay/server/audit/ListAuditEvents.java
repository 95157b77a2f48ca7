package dev.assay.server.audit;

import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Page;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Query;
import dev.assay.server.request.Violations;
import dev.assay.server.store.ItemRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.ListAuditEventsRequest;
import dev.assay.v1.ListAuditEventsResponse;
import java.util.List;

/** Reads events in their order, all or those about one item. */
public final class ListAuditEvents
    implements Query<ListAuditEventsRequest, ListAuditEventsResponse> {

  private final Store store;

  public ListAuditEvents(Store store) {
    this.store = store;
  }

  @Override
  public void validate(ListAuditEventsRequest request, Violations violations) {
    FieldRules.text(request.getItemId(), 0, FieldRules.MAX_ITEM_ID_LENGTH, "item_id", violations);
  }

  @Override
  public ListAuditEventsResponse answer(ListAuditEventsRequest request) {
    Page page = Page.of(request);
    EventReader.Part part =
        store.read(
            tables -> {
              long projectId = Projects.require(tables, request.getProject()).projectId();
              return EventReader.read(
                  (after, limit) -> events(tables, projectId, request.getItemId(), after, limit),
                  page.afterNumber(0),
                  page.size());
            });
    ListAuditEventsResponse.Builder response =
        ListAuditEventsResponse.newBuilder().addAllEvents(part.events());
    if (part.lastSequence() != null) {
      response.setNextPageToken(page.next(Long.toString(part.lastSequence())));
    }
    return response.build();
  }

  private static List<AuditEvent> events(
      Tables tables, long projectId, String itemId, long after, int limit) {
    if (itemId.isEmpty()) {
      return tables.audit().list(projectId, after, limit);
    }
    ItemRow item = tables.items().find(projectId, itemId);
    return item == null
        ? List.of()
        : tables.audit().ofItem(projectId, item.ordinal(), after, limit);
  }
}
