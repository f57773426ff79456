export { taskState } from './core/explain.ts';
export type { LimitPolicy } from './core/policy/limit-policy.ts';
export type { RetryPolicy } from './core/policy/retry-policy.ts';
export { SEAT_POLICY, type SeatPolicy } from './core/policy/seat-policy.ts';
export { BINDINGS, type Binding } from './core/state/binding.ts';
export type { Command } from './core/state/command.ts';
export type { MemoryGrowth, SchedulerConfig } from './core/state/config.ts';
export type { AttemptEnd, Order, SchedulerEvent } from './core/state/event.ts';
export { initialState } from './core/state/initial-state.ts';
export type { AttemptMeasures } from './core/state/measures.ts';
export {
  ENOUGH_SAMPLES,
  firstLoads,
  type MemoryPrior,
  MOST_LOADS,
  type Models,
  predictMemory,
  startLoadTime,
  startModels,
} from './core/state/memory/models.ts';
export { SHORT_LOAD } from './core/state/memory/short-load.ts';
export type { Settlement, SharedEvent, TakenElsewhere } from './core/state/shared-event.ts';
export type { HeaderMemory, Mode, SchedulerState } from './core/state/state.ts';
export type { MemoryProof, Outcome, OutcomeKind, ProcessEnd, Retry } from './core/state/tasks/outcome.ts';
export type {
  ActiveTask,
  Follower,
  Reservation,
  StopCause,
  TaskId,
  TaskState,
  WorkerId,
} from './core/state/tasks/task-state.ts';
export { seatWaitText, type WaitReason, waitReasonText } from './core/state/tasks/wait-reason.ts';
export { transition } from './core/transition.ts';
export { bindingResource } from './core/verdict/binding-resource.ts';
export { needsLargerNode } from './core/verdict/larger-node.ts';
export { seatWait } from './core/verdict/seats.ts';
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
export { SpareWorkers } from './worker-pool/spare-workers.ts';
export type { LogPlace } from './worker-pool/worker-log.ts';
