package dev.assay.labelstudio.bridge;

import com.google.protobuf.util.Durations;
import dev.assay.client.AssayClient;
import dev.assay.client.AssayException;
import dev.assay.client.DeadlineExceededException;
import dev.assay.client.ProjectName;
import dev.assay.client.UnavailableException;
import dev.assay.labelstudio.state.Annotations;
import dev.assay.labelstudio.state.Annotations.Entry;
import dev.assay.labelstudio.state.BridgeState;
import dev.assay.labelstudio.state.Desk;
import dev.assay.labelstudio.state.Releases;
import dev.assay.labelstudio.state.Releases.Release;
import dev.assay.v1.AnnotatorRole;
import dev.assay.v1.ErrorReason;
import dev.assay.v1.Funding;
import dev.assay.v1.LabelReceipt;
import dev.assay.v1.LabelSubmission;
import dev.assay.v1.LabelValue;
import dev.assay.v1.ReplaceLabelRequest;
import dev.assay.v1.ReturnAssignmentsRequest;
import dev.assay.v1.SubmitLabelsRequest;
import dev.assay.v1.TransferAssignmentsRequest;
import dev.assay.v1.WithdrawLabelRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells Assay what became of annotations. Each step has a request id that follows from the
 * annotation alone, and is struck out after Assay's answer: a crash in between repeats the step,
 * and Assay answers as the first time. So every annotation is told exactly once.
 *
 * <p>A refusal ends the step: it is written down with the annotation. Only an Assay that does not
 * answer leaves it pending, and is reported by the exception.
 */
final class AssayVotes {
  /** How the reason of an answer begins whose annotator may not have the work. */
  static final String NOT_PERMITTED = "not permitted: ";

  private final AssayClient assay;
  private final BridgeState state;
  private final String project;
  private final ProjectName projectName;
  private final Set<String> adjudicators = new HashSet<>();

  AssayVotes(AssayClient assay, BridgeState state, BridgeConfig config) {
    this.assay = assay;
    this.state = state;
    this.project = config.assayProject().toString();
    this.projectName = config.assayProject();
  }

  /** Takes every step that is pending. */
  void tellAll() {
    state.annotations().pending().forEach(this::tell);
  }

  /** Takes the annotation's pending step; nothing when it has none. */
  void tell(Entry entry) {
    Annotations.Pending pending = entry.pending();
    if (pending == null) {
      return;
    }
    try {
      switch (pending) {
        case SUBMIT -> submit(entry);
        case RETURN -> giveBack(entry);
        case REPLACE -> replace(entry);
        case WITHDRAW -> withdraw(entry);
      }
    } catch (UnavailableException | DeadlineExceededException e) {
      throw e;
    } catch (AssayException e) {
      refused(entry, e);
    }
  }

  private void submit(Entry entry) {
    Release release = release(entry);
    if (!handOver(entry, release)) {
      return;
    }
    LabelReceipt receipt = LabelReceipt.getDefaultInstance();
    try {
      receipt =
          assay
              .labels()
              .submitLabels(
                  SubmitLabelsRequest.newBuilder()
                      .setRequestId(id(entry, "s", entry.releaseId()))
                      .setProject(project)
                      .setAnnotatorId(entry.annotator())
                      .addLabels(submission(entry, release.token()))
                      .build())
              .getReceipts(0);
    } catch (AssayException e) {
      if (e.reason() != ErrorReason.ERROR_REASON_ASSIGNMENT_LABELED) {
        throw e;
      }
    }
    String reason =
        receipt.getFunding() == Funding.FUNDING_UNFUNDED
            ? "unfunded: it came after the lease, and the ceiling did not allow it"
            : "";
    settle(entry.with(Annotations.State.ACCEPTED, null, reason), Releases.State.LABELED);
  }

  private void giveBack(Entry entry) {
    Release release = release(entry);
    if (!handOver(entry, release)) {
      return;
    }
    try {
      assay
          .acquisition()
          .returnAssignments(
              ReturnAssignmentsRequest.newBuilder()
                  .setRequestId(id(entry, "b", entry.releaseId()))
                  .setProject(project)
                  .setAnnotatorId(entry.annotator())
                  .addTokens(release.token())
                  .setReason("skipped in Label Studio")
                  .build());
    } catch (AssayException e) {
      boolean over =
          e.reason() == ErrorReason.ERROR_REASON_ASSIGNMENT_EXPIRED
              || e.reason() == ErrorReason.ERROR_REASON_ASSIGNMENT_RETURNED;
      if (!over) {
        throw e;
      }
    }
    settle(entry.with(Annotations.State.SKIPPED, null, ""), Releases.State.RETURNED);
  }

  private void replace(Entry entry) {
    assay
        .labels()
        .replaceLabel(
            ReplaceLabelRequest.newBuilder()
                .setRequestId(id(entry, "r", entry.updatedAt()))
                .setProject(project)
                .setAnnotatorId(entry.annotator())
                .setLabel(submission(entry, release(entry).token()))
                .build());
    state.annotations().put(entry.with(entry.state(), null, ""));
  }

  private void withdraw(Entry entry) {
    try {
      assay
          .labels()
          .withdrawLabel(
              WithdrawLabelRequest.newBuilder()
                  .setRequestId(id(entry, "w", entry.releaseId()))
                  .setProject(project)
                  .setAnnotatorId(entry.annotator())
                  .setToken(release(entry).token())
                  .setReason("withdrawn in Label Studio")
                  .build());
    } catch (AssayException e) {
      if (e.reason() != ErrorReason.ERROR_REASON_LABEL_NOT_FOUND) {
        throw e;
      }
    }
    state.annotations().put(entry.with(entry.state(), null, entry.reason()));
  }

  /** Makes the assignment the annotator's; false when it cannot be, which is written down. */
  private boolean handOver(Entry entry, Release release) {
    if (entry.desk() == Desk.ADJUDICATION && !adjudicators.contains(entry.annotator())) {
      Adjudicators.register(
          assay,
          projectName,
          entry.annotator(),
          List.of(AnnotatorRole.ANNOTATOR_ROLE_LABELER, AnnotatorRole.ANNOTATOR_ROLE_ADJUDICATOR));
      adjudicators.add(entry.annotator());
    }
    try {
      assay
          .acquisition()
          .transferAssignments(
              TransferAssignmentsRequest.newBuilder()
                  .setRequestId(id(entry, "t", entry.releaseId() + "|" + entry.updatedAt()))
                  .setProject(project)
                  .setAnnotatorId(release.seat())
                  .addTokens(release.token())
                  .setNewAnnotatorId(entry.annotator())
                  .build());
      return true;
    } catch (AssayException e) {
      return switch (e.reason()) {
        // Handed over before, by this very step.
        case ERROR_REASON_ANNOTATOR_MISMATCH, ERROR_REASON_ASSIGNMENT_LABELED -> true;
        case ERROR_REASON_ANNOTATOR_HAS_ITEM -> {
          String reason = "the annotator has another answer to the same item";
          settle(withoutRelease(entry, reason), Releases.State.LEASED); // shown to others anew
          yield false;
        }
        case ERROR_REASON_ASSIGNMENT_RETURNED -> {
          settle(withoutRelease(entry, "the assignment was given back"), Releases.State.RETURNED);
          yield false;
        }
        case ERROR_REASON_WORK_NOT_PERMITTED -> {
          String reason = NOT_PERMITTED + e.metadata().getOrDefault("stop_reason", e.reasonName());
          settle(
              entry.with(Annotations.State.QUARANTINED, null, reason),
              Releases.State.LEASED); // shown to others anew
          yield false;
        }
        default -> throw e;
      };
    }
  }

  private static Entry withoutRelease(Entry entry, String reason) {
    Annotations.State end =
        entry.pending() == Annotations.Pending.RETURN
            ? Annotations.State.SKIPPED
            : Annotations.State.OUT_OF_BAND;
    return entry.with(end, null, reason);
  }

  private void settle(Entry entry, Releases.State releaseState) {
    long releaseId = Objects.requireNonNull(entry.releaseId());
    state.together(
        () -> {
          state.releases().set(releaseId, releaseState);
          state
              .annotations()
              .put(releaseState == Releases.State.LEASED ? entry.answering(null) : entry);
        });
  }

  /** Assay will not take it: nothing is lost, for it stands here with the reason. */
  private void refused(Entry entry, AssayException e) {
    String reason = "Assay refused it: " + e.reasonName();
    Long releaseId = entry.releaseId();
    state.together(
        () -> {
          if (releaseId != null
              && state.releases().get(releaseId).state() == Releases.State.CLAIMED) {
            state.releases().set(releaseId, Releases.State.LEASED);
          }
          state.annotations().put(entry.with(Annotations.State.QUARANTINED, null, reason));
        });
  }

  private Release release(Entry entry) {
    return state.releases().get(Objects.requireNonNull(entry.releaseId()));
  }

  private static LabelSubmission submission(Entry entry, String token) {
    LabelSubmission.Builder submission =
        LabelSubmission.newBuilder()
            .setToken(token)
            .setValue(LabelValue.newBuilder().addAllClassNames(entry.answer()));
    Long leadMillis = entry.leadMillis();
    if (leadMillis != null) {
      submission.setLabelingDuration(Durations.fromMillis(leadMillis));
    }
    return submission.build();
  }

  private static String id(Entry entry, String step, @Nullable Object version) {
    return "ls-" + step + "-" + ItemKeys.digest(entry.key() + "|" + version, 40);
  }
}
