export type {
  Abscissa,
  Additions,
  AlongLine,
  Baseline,
  BaselineChange,
  ChannelFigures,
  Curves,
  Cycles,
  Definition,
  Extreme,
  Output,
  Pictures,
  Presentation,
  ReductionFigures,
  ResultFigures,
  Spectra,
  Variant,
  WhatIf,
} from './document/additions.ts';
export { NO_ADDITIONS } from './document/additions.ts';
export type {
  Alert,
  AlertCode,
  AttemptColumns,
  BatchDescription,
  Bound,
  Counts,
  Figures,
  Headline,
  HeadlineTone,
  KeyFigure,
  LookGroup,
  MachineDescription,
  ModelFigures,
  PredictionFigures,
  Says,
  Series,
  SettingsDescription,
  SizeFigures,
  TaskColumns,
} from './document/figures.ts';
export { FIGURES_VERSION } from './document/figures.ts';
export {
  type Circumstances,
  type FiguresFold,
  figuresFold,
  journalFigures,
} from './document/figures-fold.ts';
export type { Said } from './document/figures-from.ts';
export {
  type JournalReport,
  type ReportFold,
  type ReportReading,
  reportFold,
} from './document/report-fold.ts';
export { type SideBySide, sideBySide } from './document/side-by-side.ts';
export { type ExitReason, exitReason } from './figures/exit-reason.ts';
export type { BatchFigures, TaskFigures } from './figures/figures.ts';
export { figuresOf } from './figures/figures-of.ts';
export { TABLE_STATUSES, type TableStatus, tableStatus } from './figures/table-status.ts';
export type { BatchStory } from './fold/batch-story.ts';
export { foldJournal } from './fold/fold-journal.ts';
export type { TaskStory } from './fold/task-story.ts';
export { type Live, type LiveFold, liveFold } from './live/live-fold.ts';
export type { LiveEvent, LiveState, MachineNow, Now, RunningNow, TasksNow, WaitNow } from './live/now.ts';
export { type TimeLeft, timeLeft } from './live/time-left.ts';
export { metricsText, type NamedLive } from './metrics/batch-metrics.ts';
export type { Dialect } from './metrics/exposition.ts';
export type { Report, ReportTable } from './report/report.ts';
export { reportJson } from './report/report-json.ts';
export { reportText } from './report/report-text.ts';
export type { BatchState } from './stories/batch-state.ts';
export { explainJson } from './stories/explain-json.ts';
export { storyText } from './stories/story-text.ts';
export { isPlain, summaryText } from './stories/summary.ts';
export { type EndStyle, endText, failureText, type Tone } from './text/end-text.ts';
export { ENDED_EARLY, outcomeText } from './text/outcome-text.ts';
export { speedText } from './text/speed-text.ts';
