package dev.assay.server.request;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Tells two requests apart: SHA-256 over the method's name and the body with its maps in the order
 * of their keys.
 */
public final class Fingerprint {
  private Fingerprint() {}

  /** 32 bytes. */
  public static ByteString of(String method, Message request) {
    try {
      ByteArrayOutputStream bytes =
          new ByteArrayOutputStream(method.length() + 1 + request.getSerializedSize());
      bytes.writeBytes(method.getBytes(StandardCharsets.UTF_8));
      bytes.write(0);
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      out.useDeterministicSerialization();
      request.writeTo(out);
      out.flush();
      return ByteString.copyFrom(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
