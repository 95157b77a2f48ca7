package dev.assay.app.cli;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.assay.report.TextTable;
import dev.assay.server.store.StoreCopy;
import dev.assay.server.store.StoreOpenException;
import java.util.function.Supplier;

/** A store that was copied, as it is shown. */
final class StoreCopyView {
  private StoreCopyView() {}

  /** Copies, and shows where to. */
  static int show(Supplier<StoreCopy> copying, Output out) {
    StoreCopy copy;
    try {
      copy = copying.get();
    } catch (StoreOpenException e) {
      throw new InputException(String.valueOf(e.getMessage()));
    }
    Struct answer =
        Struct.newBuilder()
            .putFields("file", text(copy.file().toString()))
            .putFields("bytes", text(Long.toString(copy.bytes())))
            .putFields("sha256", text(copy.sha256()))
            .build();
    out.show(
        answer,
        unused ->
            new TextTable("FILE", "BYTES", "SHA256").row(copy.file(), copy.bytes(), copy.sha256()));
    return ExitCode.DONE;
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }
}
