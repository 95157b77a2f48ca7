package dev.assay.client;

import dev.assay.v1.LabelSchema;
import java.util.List;

/**
 * Label schemas in one line.
 *
 * <pre>{@code
 * Project.newBuilder().setLabelSchema(LabelSchemas.binary("cat", "dog"));
 * }</pre>
 */
public final class LabelSchemas {
  private LabelSchemas() {}

  /**
   * Exactly one of two classes.
   *
   * @param negative the first class
   * @param positive the second class, which measures such as precision are about
   * @return the schema
   */
  public static LabelSchema binary(String negative, String positive) {
    return schema(LabelSchema.Kind.KIND_BINARY, List.of(negative, positive));
  }

  /**
   * Exactly one of two or more classes.
   *
   * @param classNames the classes, in the order that score sets use
   * @return the schema
   */
  public static LabelSchema multiclass(Iterable<String> classNames) {
    return schema(LabelSchema.Kind.KIND_MULTICLASS, classNames);
  }

  /**
   * Any subset of the classes.
   *
   * @param classNames the classes, in the order that score sets use
   * @return the schema
   */
  public static LabelSchema multiLabel(Iterable<String> classNames) {
    return schema(LabelSchema.Kind.KIND_MULTI_LABEL, classNames);
  }

  /**
   * Exactly one of two or more classes that have an order.
   *
   * @param classNames the classes from the least to the greatest, which is the order that score
   *     sets use
   * @return the schema
   */
  public static LabelSchema ordinal(Iterable<String> classNames) {
    return schema(LabelSchema.Kind.KIND_ORDINAL, classNames);
  }

  private static LabelSchema schema(LabelSchema.Kind kind, Iterable<String> classNames) {
    return LabelSchema.newBuilder().setKind(kind).addAllClassNames(classNames).build();
  }
}
