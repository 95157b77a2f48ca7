package dev.assay.server;

import dev.assay.sampling.acquire.Strategies;
import dev.assay.server.acquisition.ExplainItems;
import dev.assay.server.acquisition.ListAssignments;
import dev.assay.server.acquisition.NextBatch;
import dev.assay.server.acquisition.ReleaseAssignments;
import dev.assay.server.acquisition.ReplayWave;
import dev.assay.server.acquisition.ResetReturns;
import dev.assay.server.acquisition.ReturnAssignments;
import dev.assay.server.acquisition.TransferAssignments;
import dev.assay.server.acquisition.UnservedCounts;
import dev.assay.server.acquisition.WavePlanner;
import dev.assay.server.acquisition.WaveSeeds;
import dev.assay.server.acquisition.Waves;
import dev.assay.server.adjudication.FlagItem;
import dev.assay.server.adjudication.ListAdjudications;
import dev.assay.server.adjudication.ResolveAdjudication;
import dev.assay.server.agreement.GetAgreement;
import dev.assay.server.annotator.GetAnnotator;
import dev.assay.server.annotator.GetScorecard;
import dev.assay.server.annotator.ListAnnotators;
import dev.assay.server.annotator.RegisterAnnotator;
import dev.assay.server.annotator.ReinstateAnnotator;
import dev.assay.server.annotator.SuspendAnnotator;
import dev.assay.server.annotator.UpdateAnnotator;
import dev.assay.server.audit.ExportAudit;
import dev.assay.server.audit.ListAuditEvents;
import dev.assay.server.budget.AdjustCharges;
import dev.assay.server.budget.ExportJournal;
import dev.assay.server.budget.GetBudget;
import dev.assay.server.budget.GetForecast;
import dev.assay.server.budget.GetSpendReport;
import dev.assay.server.budget.JournalsRead;
import dev.assay.server.budget.ListJournalEntries;
import dev.assay.server.budget.ListLineBalances;
import dev.assay.server.budget.PauseGrants;
import dev.assay.server.budget.ResumeGrants;
import dev.assay.server.budget.SetBudgetPlan;
import dev.assay.server.budget.SetCeiling;
import dev.assay.server.budget.VerifyBudget;
import dev.assay.server.config.ServerConfig;
import dev.assay.server.estimation.CompareModelVersions;
import dev.assay.server.estimation.EstimateAccuracy;
import dev.assay.server.estimation.EstimateGain;
import dev.assay.server.estimation.EstimateMetric;
import dev.assay.server.estimation.EstimatePrevalence;
import dev.assay.server.estimation.EstimationLimits;
import dev.assay.server.estimation.ExplainEstimate;
import dev.assay.server.estimation.GatheringAtStart;
import dev.assay.server.estimation.GetAdvice;
import dev.assay.server.estimation.GetEstimate;
import dev.assay.server.estimation.ListModelEstimates;
import dev.assay.server.estimation.SettledClasses;
import dev.assay.server.estimation.SettledStates;
import dev.assay.server.estimation.VersionScores;
import dev.assay.server.evaluation.AdvanceEvaluation;
import dev.assay.server.evaluation.CancelEvaluation;
import dev.assay.server.evaluation.CreateEvaluation;
import dev.assay.server.evaluation.GetEvaluation;
import dev.assay.server.evaluation.ListEvaluations;
import dev.assay.server.gold.ListGold;
import dev.assay.server.gold.PutGold;
import dev.assay.server.gold.RetireGold;
import dev.assay.server.gold.StandingsNow;
import dev.assay.server.labels.FundLabels;
import dev.assay.server.labels.LateFunding;
import dev.assay.server.labels.ListLabels;
import dev.assay.server.labels.ReplaceLabel;
import dev.assay.server.labels.SubmitLabels;
import dev.assay.server.labels.WithdrawLabel;
import dev.assay.server.opinion.SecondOpinions;
import dev.assay.server.pool.ExportItems;
import dev.assay.server.pool.GetItem;
import dev.assay.server.pool.GetPoolSummary;
import dev.assay.server.pool.ListItems;
import dev.assay.server.pool.ListModelVersions;
import dev.assay.server.pool.PoolIndexes;
import dev.assay.server.pool.PoolLimits;
import dev.assay.server.pool.PoolView;
import dev.assay.server.pool.PutItems;
import dev.assay.server.pool.PutScores;
import dev.assay.server.pool.UseModelVersion;
import dev.assay.server.project.ArchiveProject;
import dev.assay.server.project.CreateProject;
import dev.assay.server.project.GetProject;
import dev.assay.server.project.ListProjects;
import dev.assay.server.project.PolicyRules;
import dev.assay.server.project.UpdateProject;
import dev.assay.server.request.SecretNumbers;
import dev.assay.server.rpc.RpcBindings;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Transaction;
import dev.assay.server.trainingset.AdvanceAdaptiveSampling;
import dev.assay.server.trainingset.BuildTrainingSet;
import dev.assay.server.trainingset.ExportTrainingSet;
import dev.assay.server.trainingset.ListTrainingSetMethods;
import dev.assay.server.verdict.VerdictModels;
import dev.assay.v1.AcquisitionServiceGrpc;
import dev.assay.v1.AdjudicationServiceGrpc;
import dev.assay.v1.AdviceServiceGrpc;
import dev.assay.v1.AnnotatorServiceGrpc;
import dev.assay.v1.AuditServiceGrpc;
import dev.assay.v1.BudgetServiceGrpc;
import dev.assay.v1.EstimationServiceGrpc;
import dev.assay.v1.EvaluationServiceGrpc;
import dev.assay.v1.GoldServiceGrpc;
import dev.assay.v1.LabelServiceGrpc;
import dev.assay.v1.PoolServiceGrpc;
import dev.assay.v1.ProjectServiceGrpc;
import dev.assay.v1.TrainingSetServiceGrpc;
import io.grpc.ServiceDescriptor;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;

/** Which class answers which RPC of the contract. */
public final class Features {
  /** Every service of the contract. */
  public static final List<ServiceDescriptor> CONTRACT =
      List.of(
          ProjectServiceGrpc.getServiceDescriptor(),
          PoolServiceGrpc.getServiceDescriptor(),
          AcquisitionServiceGrpc.getServiceDescriptor(),
          LabelServiceGrpc.getServiceDescriptor(),
          AnnotatorServiceGrpc.getServiceDescriptor(),
          GoldServiceGrpc.getServiceDescriptor(),
          AdjudicationServiceGrpc.getServiceDescriptor(),
          BudgetServiceGrpc.getServiceDescriptor(),
          EstimationServiceGrpc.getServiceDescriptor(),
          AdviceServiceGrpc.getServiceDescriptor(),
          EvaluationServiceGrpc.getServiceDescriptor(),
          TrainingSetServiceGrpc.getServiceDescriptor(),
          AuditServiceGrpc.getServiceDescriptor());

  /** The part of the memory for indexes that scores of model versions take for estimates. */
  private static final int VERSION_SCORES_PART = 8;

  private final Store store;
  private final PoolLimits poolLimits;
  private final PoolIndexes indexes;
  private final PoolView view;
  private final UnservedCounts unserved = new UnservedCounts();
  private final Waves waves;
  private final WavePlanner planner;
  private final WaveSeeds seeds;
  private final Executor planning;
  private final SecretNumbers secrets;
  private final VerdictModels models;
  private final InstantSource clock;
  private final LateFunding lateFunding;
  private final SettledStates settled = new SettledStates();
  private final SecondOpinions opinions;
  private final VersionScores versionScores;
  private final JournalsRead journalsRead = new JournalsRead();

  /**
   * The features over a store.
   *
   * @param planning runs the drawing of waves
   */
  public Features(Store store, InstantSource clock, ServerConfig.Work config, Executor planning) {
    long maxIndexBytes = Runtime.getRuntime().maxMemory() / 100 * config.poolMaxIndexPercent();
    this.store = store;
    this.clock = clock;
    this.poolLimits = new PoolLimits(config.poolMaxItems(), maxIndexBytes);
    this.indexes = new PoolIndexes(store, maxIndexBytes);
    this.view = new PoolView(indexes);
    this.versionScores = new VersionScores(maxIndexBytes / VERSION_SCORES_PART);
    this.waves = new Waves(indexes, unserved);
    this.seeds = SeededWaves.of(config.plannerSeed());
    this.planning = planning;
    this.secrets = secrets(config);
    this.models = new VerdictModels(store, indexes, secrets);
    this.lateFunding = new LateFunding(secrets, models);
    SettledClasses classes = new SettledClasses(settled);
    this.opinions = new SecondOpinions(store, indexes, classes);
    this.planner =
        new WavePlanner(store, indexes, classes, unserved, seeds, clock, planning, opinions::touch);
  }

  /** The second opinions of models' errors, which the chores form. */
  SecondOpinions opinions() {
    return opinions;
  }

  /** The models of annotators, which the chores fit anew. */
  VerdictModels models() {
    return models;
  }

  /**
   * What decides where nobody outside may know: of the store, or of the seed for demonstrations.
   */
  public static SecretNumbers secrets(ServerConfig.Work config) {
    return config.plannerSeed().map(SecretNumbers::seeded).orElseGet(SecretNumbers::ofStore);
  }

  /** What of the journals was read, which the chores read on. */
  public JournalsRead journalsRead() {
    return journalsRead;
  }

  /** Gathers what estimates rest on, after a start. */
  public Runnable gatheringAtStart() {
    return new GatheringAtStart(store, settled);
  }

  /** What charges late labels, which the chores try again. */
  public LateFunding lateFunding() {
    return lateFunding;
  }

  /** Binds every RPC. */
  public void bind(RpcBindings rpcs) {
    bindProjects(rpcs);
    bindBudget(rpcs);
    bindPool(rpcs);
    bindWork(rpcs);
    bindAnnotators(rpcs);
    bindKnowledge(rpcs);
    bindEvaluations(rpcs);
  }

  private void bindProjects(RpcBindings rpcs) {
    PolicyRules policyRules = new PolicyRules(Strategies.names(), VerdictModels.names());
    rpcs.mutation(ProjectServiceGrpc.getCreateProjectMethod(), new CreateProject(policyRules))
        .query(ProjectServiceGrpc.getGetProjectMethod(), new GetProject(store))
        .scan(ProjectServiceGrpc.getListProjectsMethod(), new ListProjects(store))
        .mutation(
            ProjectServiceGrpc.getUpdateProjectMethod(),
            new UpdateProject(
                policyRules, this::outdate, new StandingsNow(secrets, models)::reviewAll))
        .mutation(
            ProjectServiceGrpc.getArchiveProjectMethod(), new ArchiveProject(waves::withdraw));
  }

  private void bindBudget(RpcBindings rpcs) {
    rpcs.query(BudgetServiceGrpc.getGetBudgetMethod(), new GetBudget(store, clock))
        .mutation(BudgetServiceGrpc.getSetCeilingMethod(), new SetCeiling(lateFunding))
        .mutation(BudgetServiceGrpc.getSetBudgetPlanMethod(), new SetBudgetPlan())
        .mutation(BudgetServiceGrpc.getPauseGrantsMethod(), new PauseGrants())
        .mutation(BudgetServiceGrpc.getResumeGrantsMethod(), new ResumeGrants())
        .mutation(BudgetServiceGrpc.getAdjustChargesMethod(), new AdjustCharges())
        .mutation(BudgetServiceGrpc.getFundLabelsMethod(), new FundLabels(lateFunding))
        .scan(BudgetServiceGrpc.getListLineBalancesMethod(), new ListLineBalances(store))
        .scan(BudgetServiceGrpc.getVerifyBudgetMethod(), new VerifyBudget(store, journalsRead))
        .scan(BudgetServiceGrpc.getListJournalEntriesMethod(), new ListJournalEntries(store))
        .export(BudgetServiceGrpc.getExportJournalMethod(), new ExportJournal(store))
        .scan(BudgetServiceGrpc.getGetSpendReportMethod(), new GetSpendReport(store, view))
        .scan(BudgetServiceGrpc.getGetForecastMethod(), new GetForecast(store, clock));
  }

  private void bindPool(RpcBindings rpcs) {
    PutItems putItems = new PutItems(store, indexes, poolLimits);
    PutScores putScores = new PutScores(store, indexes, this::scoresChanged);
    rpcs.ingest(PoolServiceGrpc.getPutItemsMethod(), putItems::open)
        .ingest(PoolServiceGrpc.getPutScoresMethod(), putScores::open)
        .mutation(
            PoolServiceGrpc.getUseModelVersionMethod(),
            new UseModelVersion(indexes, this::scoresChanged))
        .scan(PoolServiceGrpc.getGetItemMethod(), new GetItem(store, view))
        .scan(PoolServiceGrpc.getListItemsMethod(), new ListItems(store, view))
        .export(PoolServiceGrpc.getExportItemsMethod(), new ExportItems(store, view))
        .scan(PoolServiceGrpc.getGetPoolSummaryMethod(), new GetPoolSummary(store, view))
        .scan(PoolServiceGrpc.getListModelVersionsMethod(), new ListModelVersions(store));
  }

  /** Waves were drawn by the utilities of other scores, and verdicts may lean on them. */
  private void scoresChanged(Transaction transaction, ProjectRow project, String requestId) {
    outdate(transaction, project.projectId(), requestId);
  }

  /** Waves were drawn, and votes fitted, by what holds no more. */
  private void outdate(Transaction transaction, long projectId, String requestId) {
    waves.withdraw(transaction, projectId, requestId);
    transaction.afterCommit(() -> models.touch(projectId));
  }

  private void bindWork(RpcBindings rpcs) {
    rpcs.mutation(
            AcquisitionServiceGrpc.getNextBatchMethod(),
            new NextBatch(planner, unserved, waves, secrets))
        .mutation(AcquisitionServiceGrpc.getReturnAssignmentsMethod(), new ReturnAssignments())
        .mutation(AcquisitionServiceGrpc.getTransferAssignmentsMethod(), new TransferAssignments())
        .scan(AcquisitionServiceGrpc.getListAssignmentsMethod(), new ListAssignments(store, clock))
        .mutation(AcquisitionServiceGrpc.getReleaseAssignmentsMethod(), new ReleaseAssignments())
        .mutation(AcquisitionServiceGrpc.getResetReturnsMethod(), new ResetReturns())
        .mutation(LabelServiceGrpc.getSubmitLabelsMethod(), new SubmitLabels(secrets, models))
        .mutation(LabelServiceGrpc.getReplaceLabelMethod(), new ReplaceLabel(secrets, models))
        .mutation(LabelServiceGrpc.getWithdrawLabelMethod(), new WithdrawLabel(secrets, models))
        .scan(LabelServiceGrpc.getListLabelsMethod(), new ListLabels(store));
  }

  private void bindAnnotators(RpcBindings rpcs) {
    rpcs.mutation(AnnotatorServiceGrpc.getRegisterAnnotatorMethod(), new RegisterAnnotator())
        .mutation(AnnotatorServiceGrpc.getUpdateAnnotatorMethod(), new UpdateAnnotator())
        .query(AnnotatorServiceGrpc.getGetAnnotatorMethod(), new GetAnnotator(store))
        .scan(AnnotatorServiceGrpc.getListAnnotatorsMethod(), new ListAnnotators(store))
        .scan(AnnotatorServiceGrpc.getGetScorecardMethod(), new GetScorecard(store))
        .estimate(AnnotatorServiceGrpc.getGetAgreementMethod(), new GetAgreement(store, view))
        .mutation(AnnotatorServiceGrpc.getSuspendAnnotatorMethod(), new SuspendAnnotator())
        .mutation(
            AnnotatorServiceGrpc.getReinstateAnnotatorMethod(),
            new ReinstateAnnotator(new StandingsNow(secrets, models)))
        .mutation(
            GoldServiceGrpc.getPutGoldMethod(),
            new PutGold(indexes, waves::withdraw, secrets, models))
        .mutation(GoldServiceGrpc.getRetireGoldMethod(), new RetireGold(secrets, models))
        .scan(GoldServiceGrpc.getListGoldMethod(), new ListGold(store))
        .scan(
            AdjudicationServiceGrpc.getListAdjudicationsMethod(),
            new ListAdjudications(store, clock))
        .mutation(
            AdjudicationServiceGrpc.getResolveAdjudicationMethod(),
            new ResolveAdjudication(models::decided))
        .mutation(
            AdjudicationServiceGrpc.getFlagItemMethod(), new FlagItem(secrets, models::touch));
  }

  private void bindKnowledge(RpcBindings rpcs) {
    EstimationLimits limits = EstimationLimits.DEFAULT;
    rpcs.estimate(
            EstimationServiceGrpc.getEstimateAccuracyMethod(),
            new EstimateAccuracy(store, settled, limits))
        .estimate(
            EstimationServiceGrpc.getEstimatePrevalenceMethod(),
            new EstimatePrevalence(store, settled, limits))
        .estimate(
            EstimationServiceGrpc.getEstimateMetricMethod(),
            new EstimateMetric(store, settled, limits))
        .estimate(
            EstimationServiceGrpc.getGetEstimateMethod(),
            new GetEstimate(store, settled, versionScores, indexes, limits))
        .estimate(
            EstimationServiceGrpc.getCompareModelVersionsMethod(),
            new CompareModelVersions(store, settled, versionScores, limits))
        .estimate(
            EstimationServiceGrpc.getListModelEstimatesMethod(),
            new ListModelEstimates(store, settled, versionScores, limits))
        .estimate(
            EstimationServiceGrpc.getEstimateGainMethod(), new EstimateGain(store, settled, limits))
        .estimate(AdviceServiceGrpc.getGetAdviceMethod(), new GetAdvice(store, settled, limits))
        .export(
            AdviceServiceGrpc.getExplainEstimateMethod(),
            new ExplainEstimate(store, settled, limits))
        .export(TrainingSetServiceGrpc.getExportTrainingSetMethod(), new ExportTrainingSet(store))
        .export(
            TrainingSetServiceGrpc.getBuildTrainingSetMethod(),
            new BuildTrainingSet(store, indexes))
        .query(
            TrainingSetServiceGrpc.getListTrainingSetMethodsMethod(), new ListTrainingSetMethods())
        .query(
            TrainingSetServiceGrpc.getAdvanceAdaptiveSamplingMethod(),
            new AdvanceAdaptiveSampling())
        .scan(AuditServiceGrpc.getListAuditEventsMethod(), new ListAuditEvents(store))
        .export(AuditServiceGrpc.getExportAuditMethod(), new ExportAudit(store))
        .scan(AuditServiceGrpc.getReplayWaveMethod(), new ReplayWave(store))
        .scan(AuditServiceGrpc.getExplainItemsMethod(), new ExplainItems(store, view));
  }

  private void bindEvaluations(RpcBindings rpcs) {
    rpcs.mutation(
            EvaluationServiceGrpc.getCreateEvaluationMethod(),
            new CreateEvaluation(store, indexes, waves::withdraw, seeds::seed, planning))
        .mutation(
            EvaluationServiceGrpc.getAdvanceEvaluationMethod(),
            new AdvanceEvaluation(store, indexes, waves::withdraw, seeds::seed, planning))
        .mutation(EvaluationServiceGrpc.getCancelEvaluationMethod(), new CancelEvaluation())
        .scan(EvaluationServiceGrpc.getGetEvaluationMethod(), new GetEvaluation(store))
        .scan(EvaluationServiceGrpc.getListEvaluationsMethod(), new ListEvaluations(store));
  }
}
