package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TextInputTest {
  private static final String TEXT = "caf\u00e9\nzwei\n";
  private static final byte[] PLAIN = TEXT.getBytes(StandardCharsets.UTF_8);
  private static final byte[] MARKED = ("\uFEFF" + TEXT).getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  @Test
  void textIsTheSameHoweverItIsPackedOrMarked() throws IOException {
    for (byte[] bytes : new byte[][] {PLAIN, MARKED, packed(PLAIN), packed(MARKED)}) {
      assertThat(read(bytes)).containsExactly("caf\u00e9", "zwei");
    }
    assertThat(read(new byte[0])).isEmpty();
    assertThat(read(new byte[] {0x1f})).containsExactly("\u001f");
  }

  @Test
  void aFileIsReadAsItsBytesAre() throws IOException {
    Path file = Files.write(folder.resolve("any.name"), packed(MARKED));
    try (BufferedReader text = TextInput.open(file)) {
      assertThat(text.lines()).containsExactly("caf\u00e9", "zwei");
    }
  }

  @Test
  void whatIsNoUtf8IsRefusedAndNotReadAsSomethingElse() {
    byte[] latin = TEXT.getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> read(latin)).isInstanceOf(CharacterCodingException.class);
  }

  private static String[] read(byte[] bytes) throws IOException {
    try (BufferedReader text = TextInput.of(new ByteArrayInputStream(bytes))) {
      return text.lines().toArray(String[]::new);
    }
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }
}
