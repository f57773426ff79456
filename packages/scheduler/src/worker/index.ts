export { type Findings, MOST_NOTES, type Note, type WrittenFile } from '../core/state/tasks/outcome.ts';
export type { WorkOrder, WorkReport } from './messages.ts';
export { beforeAnswers } from './outbox.ts';
export { type AttemptControl, type AttemptSteps, serveAttempt } from './serve-attempt.ts';
export { type Session, serveSession, type Work } from './serve-session.ts';
