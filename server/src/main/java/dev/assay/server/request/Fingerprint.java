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
    return digest((method + '\0').getBytes(StandardCharsets.UTF_8), request);
  }

  /** 32 bytes that stand for what the fingerprint stands for, and the message after it. */
  public static ByteString followedBy(ByteString fingerprint, Message next) {
    return digest(fingerprint.toByteArray(), next);
  }

  private static ByteString digest(byte[] prefix, Message body) {
    try {
      ByteArrayOutputStream bytes =
          new ByteArrayOutputStream(prefix.length + body.getSerializedSize());
      bytes.writeBytes(prefix);
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      out.useDeterministicSerialization();
      body.writeTo(out);
      out.flush();
      return ByteString.copyFrom(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
