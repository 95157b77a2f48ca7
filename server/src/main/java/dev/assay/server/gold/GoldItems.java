package dev.assay.server.gold;

import com.google.protobuf.ByteString;
import dev.assay.server.answer.Answer;
import dev.assay.server.request.SecretNumbers;
import dev.assay.server.store.GoldRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.GoldItem;
import java.nio.ByteBuffer;

/** New gold items of one project. */
final class GoldItems {
  /** The most gold items of a project, retired ones too. */
  static final int MAX_GOLD_ITEMS = 10_000;

  private final Transaction transaction;
  private final long projectId;
  private final SecretNumbers secrets;
  private final GoldKeys keys;

  GoldItems(Transaction transaction, long projectId, SecretNumbers secrets) {
    this.transaction = transaction;
    this.projectId = projectId;
    this.secrets = secrets;
    this.keys = new GoldKeys(transaction.tokenKey(), projectId);
  }

  GoldRow make(int ordinal, Answer key, GoldItem.Source source, boolean reserved) {
    return new GoldRow(
        projectId,
        ordinal,
        keys.encrypt(ordinal, key),
        source,
        reserved,
        transaction.progress().get(projectId).lastWaveNumber(),
        false,
        place(ordinal),
        0,
        0,
        0,
        transaction.nowMillis());
  }

  ByteString encrypt(int ordinal, Answer key) {
    return keys.encrypt(ordinal, key);
  }

  Answer key(GoldRow row) {
    return keys.decrypt(row.ordinal(), row.answerKey());
  }

  private long place(int ordinal) {
    byte[] subject =
        ByteBuffer.allocate(Long.BYTES + Integer.BYTES).putLong(projectId).putInt(ordinal).array();
    return secrets.number(transaction, "gold place", ByteString.copyFrom(subject)) >>> 1;
  }
}
