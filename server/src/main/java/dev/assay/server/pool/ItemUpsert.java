package dev.assay.server.pool;

import com.google.protobuf.ByteString;
import dev.assay.server.audit.AuditLog;
import dev.assay.server.failure.PoolLimitReached;
import dev.assay.server.failure.RequestIdReused;
import dev.assay.server.request.Fingerprint;
import dev.assay.server.request.ProjectNames;
import dev.assay.server.request.Projects;
import dev.assay.server.routing.RouteBook;
import dev.assay.server.store.ItemRow;
import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.RequestRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.Item;
import dev.assay.v1.ItemChunk;
import dev.assay.v1.ItemsPut;
import java.util.List;
import java.util.Map;

/** Stores checked items of one stream, in a transaction. */
final class ItemUpsert {
  /** Stands in no caller's request id. */
  private static final String PART_MARK = " part ";

  private final PoolIndexes indexes;
  private final int maxItems;
  private final String projectName;
  private final String requestId;

  ItemUpsert(PoolIndexes indexes, int maxItems, String projectName, String requestId) {
    this.indexes = indexes;
    this.maxItems = maxItems;
    this.projectName = projectName;
    this.requestId = requestId;
  }

  /**
   * Stores one part of the stream, unless it was stored when the stream was sent before and broke
   * off: items that were put by others since must not be overwritten by it. What it did then is
   * what it has done.
   *
   * @param number of the part in its stream, from 0
   * @throws RequestIdReused when another part was stored under the number, or the stream has ended
   *     without such a part
   */
  PutOutcome putOnce(Transaction transaction, long number, List<Item> items, int dimension) {
    String project = ProjectNames.id(projectName);
    String partId = requestId + PART_MARK + number;
    ByteString fingerprint =
        Fingerprint.of("PutItems part", ItemChunk.newBuilder().addAllItems(items).build());
    RequestRow stored = transaction.requests().find(project, partId);
    if (stored != null) {
      if (!stored.fingerprint().equals(fingerprint)) {
        throw new RequestIdReused(requestId);
      }
      return PutOutcome.parse(stored.response());
    }
    RequestRow ended = transaction.requests().find(project, requestId);
    if (ended != null && !ended.refused()) { // meanwhile, with all the parts that it had
      throw new RequestIdReused(requestId);
    }
    PutOutcome outcome = put(transaction, items, dimension);
    if (outcome.otherDimension() == 0) {
      transaction
          .requests()
          .insert(
              new RequestRow(
                  project,
                  partId,
                  fingerprint,
                  false,
                  outcome.toBytes(),
                  transaction.measuredMillis()));
    }
    return outcome;
  }

  /**
   * Stores the items; the ids are different from one another.
   *
   * @param dimension of the embeddings of the chunk that the part is of, which the first part fixes
   *     for the project, so that no later part can be refused; 0 when there is none
   */
  private PutOutcome put(Transaction transaction, List<Item> items, int dimension) {
    ProjectRow project = Projects.requireActive(transaction, projectName);
    long projectId = project.projectId();
    ProgressRow progress = transaction.progress().get(projectId);
    if (dimension != 0 && progress.embeddingDimension() == 0) {
      transaction.progress().setEmbeddingDimension(projectId, dimension);
    } else if (dimension != 0 && progress.embeddingDimension() != dimension) {
      return PutOutcome.refused(progress.embeddingDimension());
    }
    Map<String, ItemRow> stored =
        transaction.items().findAll(projectId, items.stream().map(Item::getId).toList());
    ItemDifferences differences =
        new ItemDifferences(
            progress.itemCount(), transaction.nowMillis(), new RouteBook(transaction, projectId));
    for (Item item : items) {
      ItemRow row = stored.get(item.getId());
      if (row == null) {
        differences.create(item);
      } else {
        differences.compare(item, row, transaction.items(), projectId);
      }
    }
    int pooled = progress.itemCount() + differences.created().size();
    if (pooled > maxItems && !differences.created().isEmpty()) {
      throw new PoolLimitReached(maxItems);
    }
    if (differences.isEmpty()) {
      return new PutOutcome(0, 0, items.size(), 0);
    }
    differences.store(transaction, projectId);
    transaction.progress().addItems(projectId, differences.created().size());
    record(transaction, projectId, differences, pooled);
    int created = differences.created().size();
    int updated = differences.updatedCount();
    return new PutOutcome(created, updated, items.size() - created - updated, 0);
  }

  /** In the audit log, and for the index. */
  private void record(
      Transaction transaction, long projectId, ItemDifferences differences, int pooled) {
    AuditLog.append(
        transaction,
        projectId,
        requestId,
        AuditEvent.newBuilder()
            .setItemsPut(
                ItemsPut.newBuilder()
                    .setCreatedCount(differences.created().size())
                    .setUpdatedCount(differences.updatedCount())
                    .setPoolCount(pooled)));
    long poolVersion = transaction.progress().nextPoolVersion(projectId);
    PoolChange change = differences.toChange();
    transaction.afterCommit(() -> indexes.apply(projectId, poolVersion, change));
  }
}
