export { makeFolder } from './files/make-folder.ts';
export { writeWhole } from './files/whole-file.ts';
export type { ChangedOutput } from './folder/changed-outputs.ts';
export { isOutputFault, outputFault } from './folder/faults.ts';
export { type OutputFolder, outputFolder } from './folder/layout.ts';
export { isJournal, JOURNAL } from './folder/owned.ts';
export { type Forecast, forecast } from './forecast/forecast.ts';
export type { Plan } from './forecast/plan.ts';
export { type Recommendation, recommend } from './forecast/recommendation.ts';
export type { Range } from './forecast/size-classes.ts';
export { byCodeUnit } from './inputs/by-code-unit.ts';
export { fileFacts, type Input, listInputs } from './inputs/list.ts';
export { clearHistory } from './learned/clear.ts';
export { describeRecord, type RecordFacts } from './learned/describe.ts';
export { type History, type HistoryFound, readHistory, writeHistory } from './learned/history-file.ts';
export { historyFile, historyFolder } from './learned/history-folder.ts';
export type { Makespan } from './learned/makespan.ts';
export type { MakespanPrediction } from './learned/predict-makespan.ts';
export { startSecondsOf } from './learned/start-seconds.ts';
export { storedModels } from './learned/stored-models.ts';
export { type BatchSource, type CheckOptions, checkBatch } from './prepare/check-batch.ts';
export { checkMerge, type MergeOptions } from './prepare/check-merge.ts';
export type { CheckedBatch } from './prepare/checked-batch.ts';
export { hasInputsOf, inputsUnknown, isSeenElsewhere, seenHere } from './prepare/elsewhere/seen-here.ts';
export { invalidBatch, issueLines } from './prepare/invalid-batch.ts';
export {
  type NodeBatch,
  type NodeOptions,
  type OwnTask,
  type PreparedNode,
  prepareNode,
  versionsOf,
} from './prepare/prepare-node.ts';
export type { Places, Published } from './prepare/published.ts';
export { heldBySize } from './prepare/reader-traits.ts';
export { type RemadePage, type RemakeOptions, remakePage } from './publish/remake-page.ts';
export type { Row } from './publish/rows/rows.ts';
export {
  type EarlierFound,
  findEarlierBatch,
  isEffectiveBatch,
  isOfBatchFile,
  planIn,
} from './resume/earlier-batch.ts';
export type { Remark } from './resume/remark.ts';
export type { BatchEnd, BatchRun, RunOptions } from './run/batch-run.ts';
export { type Comparable, comparable, differences } from './run/compare-results.ts';
export type { BatchEvent } from './run/events.ts';
export { type OpenBatch, type OpenOptions, openBatch, openCheckedBatch } from './run/open-batch.ts';
export type { BatchProgress, BindingResource } from './run/progress.ts';
export {
  type NodeRun,
  type NodeRunOptions,
  removeUnpublished,
  runNode,
  type SettledHere,
} from './run/run-node.ts';
export type { Share, ShareBatch, SharedBatch } from './run/share.ts';
export { type Shard, shardIn, shardsFolder, shardText } from './shards/shard.ts';
export {
  type ChannelList,
  type ListDifference,
  type ListDifferences,
  listDifferences,
  namesIn,
} from './survey/channel-lists.ts';
export { type FileNumbers, fileNumbers, type SeriesNumbers } from './survey/file-numbers.ts';
export { type NamedFiles, namedFiles } from './survey/named-files.ts';
export { type FolderFound, lookAtFolder, refuseExisting, writeStarter } from './survey/starter.ts';
export { type Starter, starterText } from './survey/starter-file.ts';
export { STATISTICS_TABLE, type StatisticsWanted, statisticsBatch } from './survey/statistics-batch.ts';
export {
  contentsOf,
  type Survey,
  type SurveyedFacts,
  type SurveyedFile,
  type SurveyInput,
  surveyFiles,
} from './survey/survey-files.ts';
export type { Difference } from './verify/difference.ts';
export { type Verification, type VerifyOptions, verifyBatch } from './verify/verify-batch.ts';
export { productName, productVersion } from './worker/product-version.ts';
export type { DamagedResult } from './worker/results/damaged-result.ts';
export type { TaskFileDigest, TaskIdentity } from './worker/task-identity.ts';
export type { TaskProgram } from './worker/task-program.ts';
