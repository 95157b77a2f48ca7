package dev.assay.server.rpc;

import io.grpc.BindableService;
import io.grpc.ServiceDescriptor;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import java.util.ArrayList;
import java.util.List;

/** What gRPC's health service says, of the server as a whole and of each service. */
public final class ServerHealth {
  /** Whether the machine's clock is where the store's time would be. */
  public static final String CLOCK = "assay.clock";

  /** Whether the store's disk has room. */
  public static final String ROOM = "assay.store";

  private final HealthStatusManager statuses = new HealthStatusManager();
  private final List<String> names = new ArrayList<>();
  private boolean hasRoom = true;

  /** Nothing is served yet. */
  public ServerHealth(List<ServiceDescriptor> contract) {
    names.add(HealthStatusManager.SERVICE_NAME_ALL_SERVICES);
    contract.forEach(service -> names.add(service.getName()));
    set(ServingStatus.NOT_SERVING);
    clockAgrees(true);
    statuses.setStatus(ROOM, ServingStatus.SERVING);
  }

  void serving() {
    set(ServingStatus.SERVING);
  }

  /** Says whether the machine's clock is where it would be; that alone ends no service. */
  public void clockAgrees(boolean agrees) {
    statuses.setStatus(CLOCK, agrees ? ServingStatus.SERVING : ServingStatus.NOT_SERVING);
  }

  /** Says whether the store has room: where it has none the server takes no changes. */
  public synchronized void storeHasRoom(boolean hasRoom) {
    if (hasRoom != this.hasRoom) {
      this.hasRoom = hasRoom;
      ServingStatus status = hasRoom ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
      statuses.setStatus(ROOM, status);
      set(status);
    }
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
