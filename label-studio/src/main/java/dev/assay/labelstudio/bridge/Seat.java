package dev.assay.labelstudio.bridge;

import dev.assay.client.AssayClient;
import dev.assay.client.ProjectName;
import dev.assay.labelstudio.state.BridgeState;
import dev.assay.labelstudio.state.Desk;
import dev.assay.v1.AnnotatorRole;
import java.util.List;

/** The annotator whom a desk's work is leased for, until it is handed over to whoever answers. */
final class Seat {
  private static final String NUMBER = "_seat_number";

  private final BridgeState state;
  private final Desk desk;
  private String registered = "";

  Seat(BridgeState state, Desk desk) {
    this.state = state;
    this.desk = desk;
  }

  Desk desk() {
    return desk;
  }

  /** The annotator id. */
  String name() {
    String kind = desk == Desk.VOTES ? "seat" : "adjudicator";
    return "label-studio-" + kind + "-" + state.facts().number(desk + NUMBER);
  }

  /** A seat that gave an item back is not offered it again: another one takes its place. */
  void change() {
    state.facts().add(desk + NUMBER, 1);
  }

  /** Makes the seat known where it must be: only registered adjudicators get adjudications. */
  void register(AssayClient assay, ProjectName project) {
    String name = name();
    if (desk == Desk.VOTES || name.equals(registered)) {
      return;
    }
    Adjudicators.register(assay, project, name, List.of(AnnotatorRole.ANNOTATOR_ROLE_ADJUDICATOR));
    registered = name;
  }
}
