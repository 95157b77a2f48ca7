package dev.assay.client;

import dev.assay.v1.AuditEvent;
import dev.assay.v1.AuditServiceGrpc;
import dev.assay.v1.ExplainItemsRequest;
import dev.assay.v1.ExplainItemsResponse;
import dev.assay.v1.ExportAuditRequest;
import dev.assay.v1.ExportAuditResponse;
import dev.assay.v1.ListAuditEventsRequest;
import dev.assay.v1.ListAuditEventsResponse;
import dev.assay.v1.ReplayWaveRequest;
import dev.assay.v1.ReplayWaveResponse;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Shows what happened and why, and does it again: {@link AssayClient#audit()}. Thread-safe.
 *
 * <pre>{@code
 * for (AuditEvent event : client.audit().listAuditEvents(project)) {
 *   if (event.hasWaveDrawn()) {
 *     long wave = event.getWaveDrawn().getWaveNumber();
 *     System.out.println(wave + " " + client.audit().replayWave(project, wave).getIdentical());
 *   }
 * }
 * }</pre>
 */
public final class AuditClient {
  private final Rpc rpc;

  AuditClient(Rpc rpc) {
    this.rpc = rpc;
  }

  /**
   * Reads all events in their order.
   *
   * @param project the project
   * @return the events
   */
  public Paged<AuditEvent> listAuditEvents(ProjectName project) {
    return listAuditEvents(
        ListAuditEventsRequest.newBuilder().setProject(project.toString()).build());
  }

  /**
   * Reads events in their order.
   *
   * @param request says which, and the size of the pages
   * @return the events from the request's page on
   */
  public Paged<AuditEvent> listAuditEvents(ListAuditEventsRequest request) {
    return rpc.paged(
        AuditServiceGrpc.getListAuditEventsMethod(),
        request,
        ListAuditEventsResponse::getEventsList);
  }

  /**
   * Reads one page of events.
   *
   * @param request the request
   * @return the page
   */
  public ListAuditEventsResponse listAuditEventsPage(ListAuditEventsRequest request) {
    return rpc.call(AuditServiceGrpc.getListAuditEventsMethod(), request);
  }

  /**
   * As {@link #listAuditEventsPage}, without waiting.
   *
   * @param request the request
   * @return the page
   */
  public CompletableFuture<ListAuditEventsResponse> listAuditEventsPageAsync(
      ListAuditEventsRequest request) {
    return rpc.callAsync(AuditServiceGrpc.getListAuditEventsMethod(), request);
  }

  /**
   * Streams all events in their order.
   *
   * @param project the project
   * @return the events, to be closed. An unknown project is reported when the first one is read
   */
  public Export<AuditEvent> exportAudit(ProjectName project) {
    return exportAudit(ExportAuditRequest.newBuilder().setProject(project.toString()).build());
  }

  /**
   * Streams events in their order. An export that broke is continued by asking for what comes after
   * the sequence number of the last event read.
   *
   * @param request the request
   * @return the events, to be closed
   */
  public Export<AuditEvent> exportAudit(ExportAuditRequest request) {
    return Export.open(
        rpc, AuditServiceGrpc.getExportAuditMethod(), request, ExportAuditResponse::getEventsList);
  }

  /**
   * As {@link #exportAudit(ExportAuditRequest)}, on a thread of the client's executor.
   *
   * @param request the request
   * @param consumer takes each event; while it works, the server waits
   * @return the number of events, when all were taken
   */
  public CompletableFuture<Long> exportAuditAsync(
      ExportAuditRequest request, Consumer<? super AuditEvent> consumer) {
    return AsyncExport.start(
        rpc,
        AuditServiceGrpc.getExportAuditMethod(),
        request,
        ExportAuditResponse::getEventsList,
        consumer);
  }

  /**
   * Draws a wave again from what the log says of it, and compares. Seconds for millions of items.
   *
   * @param project the project
   * @param waveNumber the wave, from 1
   * @return whether both are identical, and their digests
   * @throws NotFoundException if there is no such project or wave
   */
  public ReplayWaveResponse replayWave(ProjectName project, long waveNumber) {
    return rpc.call(AuditServiceGrpc.getReplayWaveMethod(), replay(project, waveNumber));
  }

  /**
   * As {@link #replayWave}, without waiting.
   *
   * @param project the project
   * @param waveNumber the wave, from 1
   * @return whether both are identical, and their digests
   */
  public CompletableFuture<ReplayWaveResponse> replayWaveAsync(
      ProjectName project, long waveNumber) {
    return rpc.callAsync(AuditServiceGrpc.getReplayWaveMethod(), replay(project, waveNumber));
  }

  /**
   * Says why items were drawn in a wave or were not. Takes as long as {@link #replayWave}.
   *
   * @param request project, items, and the wave where it is not the last one
   * @return for each item its probability and what that is made of, in the order of the request
   * @throws NotFoundException if there is no such project, wave or item
   */
  public ExplainItemsResponse explainItems(ExplainItemsRequest request) {
    return rpc.call(AuditServiceGrpc.getExplainItemsMethod(), request);
  }

  /**
   * As {@link #explainItems}, without waiting.
   *
   * @param request project, items, and the wave where it is not the last one
   * @return for each item its probability and what that is made of, in the order of the request
   */
  public CompletableFuture<ExplainItemsResponse> explainItemsAsync(ExplainItemsRequest request) {
    return rpc.callAsync(AuditServiceGrpc.getExplainItemsMethod(), request);
  }

  private static ReplayWaveRequest replay(ProjectName project, long waveNumber) {
    return ReplayWaveRequest.newBuilder()
        .setProject(project.toString())
        .setWaveNumber(waveNumber)
        .build();
  }
}
