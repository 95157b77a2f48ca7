package dev.assay.reliability.sequence;

import com.google.protobuf.Message;
import dev.assay.reliability.sidecar.Answer;
import dev.assay.v1.Adjudication;
import dev.assay.v1.FlagItemRequest;
import dev.assay.v1.FlagItemResponse;
import dev.assay.v1.GoldKey;
import dev.assay.v1.ListAdjudicationsRequest;
import dev.assay.v1.ListAdjudicationsResponse;
import dev.assay.v1.PutGoldRequest;
import dev.assay.v1.ResolveAdjudicationRequest;
import dev.assay.v1.RetireGoldRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Items that were found to be special: gold that was put, and disputes that were heard of. */
final class Findings {
  private final Map<String, Set<String>> gold = new TreeMap<>();
  private final Map<String, Set<String>> disputed = new TreeMap<>();

  /** Items of a project whose keys are known, the oldest first. */
  List<String> gold(String project) {
    return List.copyOf(of(gold, project));
  }

  /** Items of a project that were disputed when last heard of, the oldest first. */
  List<String> disputed(String project) {
    return List.copyOf(of(disputed, project));
  }

  private static Set<String> of(Map<String, Set<String>> items, String project) {
    return items.computeIfAbsent(project, name -> new LinkedHashSet<>());
  }

  /** Learns from a request that was served. */
  void learn(Message request, Answer answer) {
    if (request instanceof PutGoldRequest put) {
      put.getKeysList().stream().map(GoldKey::getItemId).forEach(of(gold, put.getProject())::add);
    } else if (request instanceof RetireGoldRequest retire) {
      of(gold, retire.getProject()).removeAll(retire.getItemIdsList());
    } else if (request instanceof FlagItemRequest flag) {
      hear(flag.getProject(), answer.first(FlagItemResponse.class).getAdjudication());
    } else if (request instanceof ListAdjudicationsRequest list) {
      answer
          .first(ListAdjudicationsResponse.class)
          .getAdjudicationsList()
          .forEach(row -> hear(list.getProject(), row));
    } else if (request instanceof ResolveAdjudicationRequest resolve && resolve.hasValue()) {
      of(disputed, resolve.getProject()).remove(resolve.getItemId());
    }
  }

  private void hear(String project, Adjudication row) {
    if (row.getState() == Adjudication.State.STATE_RESOLVED) {
      of(disputed, project).remove(row.getItemId());
    } else {
      of(disputed, project).add(row.getItemId());
    }
  }
}
