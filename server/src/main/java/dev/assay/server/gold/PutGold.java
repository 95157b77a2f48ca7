package dev.assay.server.gold;

import dev.assay.server.answer.Answer;
import dev.assay.server.answer.LabelSpace;
import dev.assay.server.audit.AuditLog;
import dev.assay.server.failure.GoldLimitReached;
import dev.assay.server.failure.ItemNotFound;
import dev.assay.server.pool.PoolIndexes;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Mutation;
import dev.assay.server.request.Projects;
import dev.assay.server.request.SecretNumbers;
import dev.assay.server.request.Violations;
import dev.assay.server.store.GoldRow;
import dev.assay.server.store.ItemRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Transaction;
import dev.assay.server.verdict.VerdictModels;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.GoldChanged;
import dev.assay.v1.GoldItem;
import dev.assay.v1.GoldKey;
import dev.assay.v1.PutGoldRequest;
import dev.assay.v1.PutGoldResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says what the right answers of items are, all or none. What was answered to items whose keys are
 * other ones now is judged by these.
 */
public final class PutGold implements Mutation<PutGoldRequest, PutGoldResponse> {
  /** The most keys in one call. */
  public static final int MAX_KEYS = 1_000;

  /** The most answered checks that one call with several items judges anew. */
  static final int MAX_JUDGED_ANEW = 10_000;

  private final PoolIndexes indexes;
  private final OpenWaves openWaves;
  private final SecretNumbers secrets;
  private final VerdictModels models;

  public PutGold(
      PoolIndexes indexes, OpenWaves openWaves, SecretNumbers secrets, VerdictModels models) {
    this.indexes = indexes;
    this.openWaves = openWaves;
    this.secrets = secrets;
    this.models = models;
  }

  @Override
  public void validate(PutGoldRequest request, Violations violations) {
    FieldRules.inRange(request.getKeysCount(), 1, MAX_KEYS, "keys", violations);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < request.getKeysCount(); i++) {
      GoldKey key = request.getKeys(i);
      String field = "keys[" + i + "]";
      FieldRules.itemId(key.getItemId(), field + ".item_id", violations);
      violations.require(seen.add(key.getItemId()), field + ".item_id", "stands twice in the call");
      violations.require(key.hasValue(), field + ".value", "is required");
    }
  }

  @Override
  public PutGoldResponse execute(Transaction transaction, PutGoldRequest request) {
    ProjectRow project = Projects.requireActive(transaction, request.getProject());
    checkAnswers(request, project);
    Map<String, ItemRow> items =
        transaction
            .items()
            .findAll(
                project.projectId(),
                request.getKeysList().stream().map(GoldKey::getItemId).toList());
    PutGoldResponse.Builder response = PutGoldResponse.newBuilder();
    GoldChanged.Builder event = GoldChanged.newBuilder();
    List<Integer> setAside = new ArrayList<>();
    List<GoldRow> corrected = new ArrayList<>();
    for (GoldKey key : request.getKeysList()) {
      ItemRow item = items.get(key.getItemId());
      if (item == null) {
        throw new ItemNotFound(key.getItemId());
      }
      int setAsideBefore = response.getSetAsideCount();
      GoldRow other = put(transaction, project, item, key, response);
      if (other != null) {
        corrected.add(other);
      }
      event.addPutItemIds(item.itemId());
      if (response.getSetAsideCount() > setAsideBefore) {
        event.addSetAsideItemIds(item.itemId());
        setAside.add(item.ordinal());
      }
    }
    if (transaction.gold().count(project.projectId()) > GoldItems.MAX_GOLD_ITEMS) {
      throw new GoldLimitReached(GoldItems.MAX_GOLD_ITEMS);
    }
    AuditLog.append(
        transaction,
        project.projectId(),
        request.getRequestId(),
        AuditEvent.newBuilder().setGoldChanged(event));
    if (response.getSetAsideCount() > 0) {
      setAside(transaction, project.projectId(), setAside, request.getRequestId());
    }
    GoldAnswers answers =
        new GoldAnswers(
            transaction,
            project,
            secrets,
            models.judge(transaction, project),
            request.getRequestId());
    requireFew(corrected, "keys");
    return response.setRejudgedCount(answers.judgeAnew(corrected, false)).build();
  }

  private static void checkAnswers(PutGoldRequest request, ProjectRow project) {
    LabelSpace space = LabelSpace.of(project.definition());
    Violations violations = new Violations();
    for (int i = 0; i < request.getKeysCount(); i++) {
      space.check(request.getKeys(i).getValue(), "keys[" + i + "].value", violations);
    }
    violations.throwIfAny();
  }

  /** Refuses a call that would judge too much anew; one item can always be corrected. */
  static void requireFew(List<GoldRow> items, String field) {
    long checkCount = items.stream().mapToLong(GoldRow::checkedCount).sum();
    Violations violations = new Violations();
    violations.require(
        items.size() == 1 || checkCount <= MAX_JUDGED_ANEW,
        field,
        "%d answers would be judged anew, and a call judges at most %d; name fewer items"
            .formatted(checkCount, MAX_JUDGED_ANEW));
    violations.throwIfAny();
  }

  /** Stores one key; returns its item where it had another key, or none that was used. */
  private @Nullable GoldRow put(
      Transaction transaction,
      ProjectRow project,
      ItemRow item,
      GoldKey key,
      PutGoldResponse.Builder response) {
    GoldItems goldItems = new GoldItems(transaction, project.projectId(), secrets);
    Answer answer = LabelSpace.of(project.definition()).answer(key.getValue());
    GoldRow known = transaction.gold().find(project.projectId(), item.ordinal());
    GoldRow row;
    if (known == null) {
      boolean unserved = transaction.tasks().find(project.projectId(), item.ordinal()) == null;
      row = goldItems.make(item.ordinal(), answer, GoldItem.Source.SOURCE_PUT, unserved);
      response.setCreatedCount(response.getCreatedCount() + 1);
      response.setSetAsideCount(response.getSetAsideCount() + (unserved ? 1 : 0));
    } else {
      row =
          known.with(goldItems.encrypt(item.ordinal(), answer), GoldItem.Source.SOURCE_PUT, false);
      response.setReplacedCount(response.getReplacedCount() + 1);
    }
    transaction.gold().put(row);
    boolean isCorrected =
        known != null && (known.retired() || !goldItems.key(known).equals(answer));
    return isCorrected ? row : null;
  }

  /** The candidates have changed: the open waves are withdrawn, and the index hears of it. */
  private void setAside(
      Transaction transaction, long projectId, List<Integer> ordinals, String requestId) {
    openWaves.withdraw(transaction, projectId, requestId);
    long poolVersion = transaction.progress().nextPoolVersion(projectId);
    int[] taken = ordinals.stream().mapToInt(Integer::intValue).toArray();
    transaction.afterCommit(() -> indexes.taken(projectId, poolVersion, taken));
  }
}
