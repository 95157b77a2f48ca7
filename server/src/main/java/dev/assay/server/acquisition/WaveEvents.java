package dev.assay.server.acquisition;

import dev.assay.sampling.acquire.Quotas;
import dev.assay.sampling.acquire.WaveDesign;
import dev.assay.server.store.WaveRow;
import dev.assay.v1.WaveDrawn;
import dev.assay.v1.WaveInputs;

/** What the audit log says of a wave. */
final class WaveEvents {
  private WaveEvents() {}

  static WaveDrawn drawn(WaveRow wave, WaveInputs inputs, String modelVersion, long revision) {
    Long embeddingVersion = wave.basis().embeddingVersion();
    WaveDrawn.Builder drawn = WaveDrawn.newBuilder();
    if (inputs.hasScoreState()) {
      drawn.setScoreState(inputs.getScoreState());
    }
    if (inputs.hasStopDecision()) {
      drawn.setStopDecision(inputs.getStopDecision());
    }
    if (inputs.getClusters().hasClustering()) {
      drawn.setClustering(inputs.getClusters().getClustering());
    }
    if (inputs.hasTuning()) {
      drawn.setTuning(inputs.getTuning().toBuilder().clearTrials());
    }
    return drawn
        .setWaveNumber(wave.waveNumber())
        .setPolicyVersion(wave.basis().policyVersion())
        .setStrategy(wave.strategy())
        .setDesign(design(inputs))
        .setExplorationShare(wave.explorationShare())
        .setSharpness(wave.basis().sharpness())
        .setModelVersion(modelVersion)
        .setRevision(revision)
        .setEmbeddingVersion(embeddingVersion == null ? 0 : embeddingVersion)
        .setSeed(wave.basis().seed())
        .setPoolCount(wave.poolCount())
        .setCandidateCount(wave.candidateCount())
        .setDrawCount(wave.drawCount())
        .setDigest(wave.digest())
        .addAllLacking(inputs.getLackingList())
        .setAnswerCount(inputs.getAnswers().getClassIndicesCount())
        .addAllStrataQuotas(inputs.getQuotas().getStrataQuotasList())
        .addAllDriftAlarms(inputs.getDrift().getAlarmsList())
        .build();
  }

  private static String design(WaveInputs inputs) {
    if (inputs.hasEvaluation()) {
      return inputs.getEvaluation().getPlan().getDesign();
    }
    return inputs.hasQuotas() ? Quotas.DESIGN : WaveDesign.NAME;
  }
}
