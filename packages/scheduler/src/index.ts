export type { RetryPolicy } from './core/endings/retry.ts';
export { taskState } from './core/explain.ts';
export { seatWait } from './core/flow/claims.ts';
export type { LimitPolicy } from './core/policy/limit-policy.ts';
export type { Command } from './core/state/command.ts';
export type { AttemptEnd, AttemptMeasures, SchedulerEvent } from './core/state/event.ts';
export { type MemoryPrior, type Models, startModels } from './core/state/models.ts';
export type { MemoryProof, Outcome, OutcomeKind, ProcessEnd, Retry } from './core/state/outcome.ts';
export { SEAT_POLICY, type SeatPolicy } from './core/state/seat-state.ts';
export {
  initialState,
  type MemoryGrowth,
  type Mode,
  type SchedulerConfig,
  type SchedulerState,
} from './core/state/state.ts';
export type {
  ActiveTask,
  Reservation,
  StopCause,
  TaskId,
  TaskState,
  WorkerId,
} from './core/state/task-state.ts';
export { seatWaitText, type WaitReason, waitReasonText } from './core/state/wait-reason.ts';
export { WORTH_TELLING } from './core/state/worth-telling.ts';
export { transition } from './core/transition.ts';
export {
  type Engine,
  type EngineOptions,
  type EnginePorts,
  monotonicClock,
  startEngine,
} from './engine/engine.ts';
export type { Assignment, Clock, JournalSink, TaskRunner, UsageSampler } from './ports.ts';
export { createProcessRunner, type ProcessRunnerOptions } from './worker-pool/process-runner.ts';
export type { ProcessTree, ProcessTrees } from './worker-pool/process-tree.ts';
export type { LogPlace } from './worker-pool/worker-log.ts';
