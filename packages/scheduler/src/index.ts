export type { Command } from './core/command.ts';
export type { AttemptEnd, AttemptMeasures, SchedulerEvent } from './core/event.ts';
export { taskState } from './core/explain.ts';
export { type MemoryPrior, type Models, startModels } from './core/models.ts';
export type { MemoryProof, Outcome, OutcomeKind, ProcessEnd, Retry } from './core/outcome.ts';
export type { LimitPolicy } from './core/policy/policy.ts';
export type { RetryPolicy } from './core/retry.ts';
export { SEAT_POLICY, type SeatPolicy } from './core/seat-state.ts';
export { seatWait } from './core/seats.ts';
export {
  initialState,
  type MemoryGrowth,
  type Mode,
  type SchedulerConfig,
  type SchedulerState,
} from './core/state.ts';
export type { ActiveTask, Reservation, StopCause, TaskId, TaskState, WorkerId } from './core/task-state.ts';
export { transition } from './core/transition.ts';
export { seatWaitText, type WaitReason, waitReasonText } from './core/wait-reason.ts';
export { WORTH_TELLING } from './core/worth-telling.ts';
export { monotonicClock } from './engine/clock.ts';
export {
  type Engine,
  type EngineOptions,
  type EnginePorts,
  startEngine,
} from './engine/engine.ts';
export type { Assignment, Clock, JournalSink, TaskRunner, UsageSampler } from './ports.ts';
export { createProcessRunner, type ProcessRunnerOptions } from './worker-pool/process-runner.ts';
export type { ProcessTree, ProcessTrees } from './worker-pool/process-tree.ts';
export type { LogPlace } from './worker-pool/worker-log.ts';
