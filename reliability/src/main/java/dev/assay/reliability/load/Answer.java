package dev.assay.reliability.load;

import com.google.protobuf.ByteString;
import java.util.Base64;

/**
 * What a caller was told: a response, or a refusal that stands.
 *
 * @param response the response's bytes; empty when refused
 * @param refusal code, reason and message; empty when answered
 */
record Answer(ByteString response, String refusal) {
  static Answer of(ByteString response) {
    return new Answer(response, "");
  }

  boolean isOk() {
    return refusal.isEmpty();
  }

  @Override
  public String toString() {
    return isOk()
        ? "OK " + Base64.getEncoder().encodeToString(response.toByteArray())
        : "refused " + refusal;
  }
}
