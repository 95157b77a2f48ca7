package dev.assay.labelstudio.bridge;

import com.google.gson.JsonObject;
import dev.assay.labelstudio.http.Json;
import dev.assay.labelstudio.http.LsTask;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The id that Assay knows a task by. Never the task's own id, which Label Studio gives again after
 * a deletion: a field of the task's data, or a digest of the data. So the same content is the same
 * item wherever it is imported, and two tasks of the same content are one item.
 */
final class ItemKeys {
  /** The field of a released task's meta; every released task has it, so that it tells nothing. */
  static final String META_FIELD = "assay_item";

  private static final int DIGEST_CHARACTERS = 24;

  private final @Nullable String idField;

  ItemKeys(@Nullable String idField) {
    this.idField = idField;
  }

  /** The key that a released task carries, else that of its data. */
  String of(LsTask task) {
    String carried = Json.text(task.meta(), META_FIELD);
    return carried.isEmpty() ? ofData(task.data()) : carried;
  }

  /** The key of a pool task's data. */
  String ofData(JsonObject data) {
    String own = idField == null ? "" : Json.text(data, idField);
    return own.isEmpty() ? "ls-" + digest(Json.canonical(data), DIGEST_CHARACTERS) : own;
  }

  /** The first characters of a SHA-256 in hexadecimal. */
  static String digest(String text, int characters) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, characters);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
