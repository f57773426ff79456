export { exitReason } from './figures/exit-reason.ts';
export type { BatchFigures } from './figures/figures.ts';
export { foldJournal } from './figures/fold-journal.ts';
export { tableStatus } from './figures/table-status.ts';
export type { Report, ReportTable } from './report/report.ts';
export { reportJson } from './report/report-json.ts';
export { endText } from './text/end-text.ts';
export { forTerminal } from './text/for-terminal.ts';
export { outcomeText } from './text/outcome-text.ts';
