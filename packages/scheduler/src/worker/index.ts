export { type Findings, MOST_NOTES, type Note, type WrittenFile } from '../core/state/tasks/outcome.ts';
export type { WorkOrder, WorkReport } from './messages.ts';
export { type AttemptControl, type AttemptSteps, serveAttempt } from './serve-attempt.ts';
