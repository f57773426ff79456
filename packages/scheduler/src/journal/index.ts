export { BINDINGS, type Binding } from '../core/state/binding.ts';
export type { AttemptEnd } from '../core/state/event.ts';
export type { AttemptMeasures } from '../core/state/measures.ts';
export type {
  Findings,
  Note,
  Outcome,
  OutcomeKind,
  ProcessEnd,
  Retry,
  WrittenFile,
} from '../core/state/tasks/outcome.ts';
export { type WaitReason, waitReasonText } from '../core/state/tasks/wait-reason.ts';
export type { ChainEnd } from './checksum.ts';
export { damageText, type JournalDamage } from './damage.ts';
export { followJournal, type JournalFollower } from './follow.ts';
export { type JournalContents, parseJournal, readJournal, wholeJournal } from './reader.ts';
export {
  JOURNAL_VERSION,
  type JournalHeader,
  type JournalRecord,
  type MachineFigures,
  type PublishedFile,
  type RecordOf,
  type RunSettings,
} from './record.ts';
export { type Replay, replayJournal } from './replay.ts';
export { isSettledRecord } from './schema/settled-check.ts';
export { unpacked } from './unpack.ts';
export {
  type Continued,
  continueJournal,
  createJournal,
  type JournalFile,
  journalText,
  packedJournalText,
} from './writer.ts';
