package dev.assay.server.rpc;

import io.grpc.BindableService;
import io.grpc.ServiceDescriptor;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import java.util.ArrayList;
import java.util.List;

/** What gRPC's health service says, of the server as a whole and of each service. */
public final class ServerHealth {
  private final HealthStatusManager statuses = new HealthStatusManager();
  private final List<String> names = new ArrayList<>();

  /** Nothing is served yet. */
  public ServerHealth(List<ServiceDescriptor> contract) {
    names.add(HealthStatusManager.SERVICE_NAME_ALL_SERVICES);
    contract.forEach(service -> names.add(service.getName()));
    set(ServingStatus.NOT_SERVING);
  }

  void serving() {
    set(ServingStatus.SERVING);
  }

  /**
   * Nothing is served any more, whatever is said later: the store has failed or the end is near.
   */
  public void notServingForGood() {
    statuses.enterTerminalState();
  }

  private void set(ServingStatus status) {
    names.forEach(name -> statuses.setStatus(name, status));
  }

  BindableService service() {
    return statuses.getHealthService();
  }
}
