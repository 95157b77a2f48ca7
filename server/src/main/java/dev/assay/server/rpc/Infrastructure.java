package dev.assay.server.rpc;

import io.grpc.MethodDescriptor;

/** Services that are not of the contract: health and reflection. */
final class Infrastructure {
  private static final String HEALTH = "grpc.health.v1.Health";
  private static final String PREFIX = "grpc.";

  private Infrastructure() {}

  /** Whether the method is of a service of gRPC itself. */
  static boolean owns(MethodDescriptor<?, ?> method) {
    return method.getFullMethodName().startsWith(PREFIX);
  }

  /** Whether the method asks whether the server serves. */
  static boolean isHealth(MethodDescriptor<?, ?> method) {
    return HEALTH.equals(method.getServiceName());
  }
}
