package dev.assay.server;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.SplittableRandom;

/** Makes hostile messages of good ones: values at and beyond every edge, in any field. */
final class MessageMutator {
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "a",
          "projects/contract",
          "projects/none",
          "projects/",
          "\u0000",
          "a\nb",
          "'; DROP TABLE project; --",
          "\u00e9\u4e16\ud83d\ude00",
          "\ufeff\u202e",
          "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
          "%s%n{}",
          "x".repeat(101),
          "x".repeat(5_000));
  private static final List<Long> NUMBERS =
      List.of(
          0L,
          1L,
          -1L,
          2L,
          500L,
          501L,
          1_000L,
          20_001L,
          (long) Integer.MAX_VALUE,
          (long) Integer.MIN_VALUE,
          1_000_000_000_000_000_000L,
          Long.MAX_VALUE,
          Long.MIN_VALUE);
  private static final List<Double> REALS =
      List.of(
          0.0,
          -0.0,
          0.5,
          1.0,
          -1.0,
          1.0000001,
          101.0,
          1e308,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY,
          Double.MIN_VALUE);

  private final SplittableRandom random;

  MessageMutator(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** The message with one to three fields changed, somewhere in it. */
  Message mutate(Message message) {
    Message mutated = message;
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      mutated = change(mutated);
    }
    return mutated;
  }

  private Message change(Message message) {
    List<FieldDescriptor> fields = message.getDescriptorForType().getFields();
    if (fields.isEmpty()) {
      return message;
    }
    FieldDescriptor field = fields.get(random.nextInt(fields.size()));
    Message.Builder builder = message.toBuilder();
    if (random.nextInt(8) == 0) {
      return builder.clearField(field).build();
    }
    if (field.isRepeated()) {
      changeRepeated(builder, field);
    } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
      builder.setField(field, change((Message) message.getField(field)));
    } else {
      builder.setField(field, value(field));
    }
    return builder.build();
  }

  private void changeRepeated(Message.Builder builder, FieldDescriptor field) {
    int count = builder.getRepeatedFieldCount(field);
    int copies = List.of(0, 1, 2, 600).get(random.nextInt(4));
    boolean message = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
    if (count > 0 && random.nextBoolean()) {
      Object first = builder.getRepeatedField(field, 0);
      builder.setRepeatedField(field, 0, message ? change((Message) first) : value(field));
      return;
    }
    for (int i = 0; i < copies; i++) {
      builder.addRepeatedField(
          field, message ? builder.newBuilderForField(field).build() : value(field));
    }
  }

  private Object value(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case INT -> NUMBERS.get(random.nextInt(NUMBERS.size())).intValue();
      case LONG -> NUMBERS.get(random.nextInt(NUMBERS.size()));
      case FLOAT -> REALS.get(random.nextInt(REALS.size())).floatValue();
      case DOUBLE -> REALS.get(random.nextInt(REALS.size()));
      case BOOLEAN -> random.nextBoolean();
      case STRING -> TEXTS.get(random.nextInt(TEXTS.size()));
      case BYTE_STRING -> ByteString.copyFromUtf8(TEXTS.get(random.nextInt(TEXTS.size())));
      case ENUM -> enumValue(field.getEnumType());
      case MESSAGE -> throw new IllegalArgumentException(field.getFullName());
    };
  }

  private Object enumValue(EnumDescriptor type) {
    int choice = random.nextInt(type.getValues().size() + 1);
    return choice == type.getValues().size()
        ? type.findValueByNumberCreatingIfUnknown(99)
        : type.getValues().get(choice);
  }
}
