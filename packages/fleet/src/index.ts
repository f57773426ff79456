export { type CoordinateOptions, Coordination } from './coordinator/coordinate.ts';
export {
  type Board,
  emptyBoard,
  isGone,
  isOpen,
  isVacant,
  mayFollow,
  note,
  subjectOf,
} from './core/board.ts';
export {
  fenceOf,
  type Member,
  type MemberCommand,
  type MemberConfig,
  type MemberEvent,
  newMember,
  type WorkEnd,
} from './core/member.ts';
export type { Entry, FleetRecord, NodeRecord, SeatRecord, TaskRecord } from './core/record.ts';
export { step } from './core/step.ts';
export { memoryLog } from './log/memory-log.ts';
export type { Answer, LogEntry, SharedLog } from './log/shared-log.ts';
export { type DrivenMember, type DriveOptions, driveMember, type NodeOrder } from './node/drive-member.ts';
export { type JoinOptions, joinFleet, type OpenLog } from './node/join-fleet.ts';
export type { NodeEnd } from './node/work-on-batch.ts';
export {
  BATCHES,
  type BatchEntry,
  type BatchRecord,
  BOARD,
  batchSubject,
  CONTROL,
  type ControlRecord,
  checkBatchRecord,
  NODES,
  OPEN,
  type OpenedRecord,
} from './records/batch-record.ts';
export { type Checked, checkRecord } from './records/check.ts';
export { isInside } from './records/names.ts';
export { type AllowedTask, type FleetSettings, readFleetFile, type SeatPool } from './settings/fleet-file.ts';
export {
  type BoardStatus,
  boardStatus,
  claimedOn,
  isControl,
  type LastEntry,
  STATUS_SUBJECTS,
} from './status/board-status.ts';
export { NODES_SUBJECTS, type NodeStatus, type NodesStatus, nodesStatus } from './status/nodes-status.ts';
