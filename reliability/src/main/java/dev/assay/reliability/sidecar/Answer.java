package dev.assay.reliability.sidecar;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a call was answered with.
 *
 * @param messages what came before the status
 * @param status code 0 where it was served
 */
public record Answer(List<Message> messages, Status status) {
  /** The only thing in an answer that is made by chance: the uid of a project. */
  private static final Pattern UID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /** Stands for an answer that did not come. */
  public static Answer none(String why) {
    return new Answer(
        List.of(), Status.newBuilder().setCode(Code.UNKNOWN_VALUE).setMessage(why).build());
  }

  /** Whether the call was served. */
  public boolean isOk() {
    return status.getCode() == Code.OK_VALUE;
  }

  /** The first message; the call was served. */
  public <R extends Message> R first(Class<R> type) {
    return type.cast(messages.get(0));
  }

  /** The reason of a refusal, or an empty text. */
  public String reason() {
    for (Any detail : status.getDetailsList()) {
      if (detail.is(ErrorInfo.class)) {
        try {
          return detail.unpack(ErrorInfo.class).getReason();
        } catch (InvalidProtocolBufferException e) {
          throw new IllegalStateException("a detail that cannot be read", e);
        }
      }
    }
    return "";
  }

  /** Whether the server was at fault, which it never may be while its disk works. */
  public boolean isFault() {
    return switch (status.getCode()) {
      case Code.UNKNOWN_VALUE, Code.INTERNAL_VALUE, Code.DATA_LOSS_VALUE -> true;
      default -> false;
    };
  }

  /** Whether both say the same, but for what is made by chance. */
  public boolean agreesWith(Answer other) {
    return equals(other) || withoutUids(toString()).equals(withoutUids(other.toString()));
  }

  /** The text with every uid replaced by the same word. */
  static String withoutUids(String text) {
    return UID.matcher(text).replaceAll("uid");
  }

  @Override
  public String toString() {
    return (isOk() ? "OK " : Code.forNumber(status.getCode()) + " " + reason() + " ")
        + (isOk() ? messages : status.getMessage()).toString().replace('\n', ' ');
  }
}
