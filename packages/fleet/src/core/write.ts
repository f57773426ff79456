import { subjectOf } from './board.ts';
import type { Member, MemberCommand, Work, WorkEnd } from './member.ts';
import type { FleetRecord } from './record.ts';

type Unnumbered<R> = R extends FleetRecord ? Omit<R, 'v' | 'id'> : never;
export type NewRecord = Unnumbered<FleetRecord>;

interface Step {
  readonly now: number;
  readonly out: MemberCommand[];
}

/** Appends to a subject that has nothing in flight, after the entry by which this was judged. */
export function append(member: Member, { now, out }: Step, written: NewRecord): void {
  member.serial += 1;
  const id = `${member.config.process}.${member.serial}`;
  const record = { v: 1, id, ...written } as FleetRecord;
  const subject = subjectOf(record);
  const expected = Math.max(lastSeq(member, record), member.unreadable.get(subject) ?? 0);
  member.pending.set(subject, { record, expected, sentAt: now });
  out.push({ type: 'append', subject, record, expected });
}

function lastSeq({ board }: Member, record: FleetRecord): number {
  if ('pool' in record) return board.seats.get(`${record.pool}.${record.seat}`)?.seq ?? 0;
  if ('task' in record) return board.tasks.get(record.task)?.seq ?? 0;
  return board.nodes.get(record.node)?.seq ?? 0;
}

/** The record that ends the claim of a task. */
export function endOf({ config, life }: Member, task: number, end: WorkEnd, attempt = 1): NewRecord {
  const { node } = config;
  if (end.kind === 'returned') {
    const { because, fault } = end;
    return { type: 'returned', task, because, by: node, ...(fault === undefined ? {} : { fault }) };
  }
  const { outcome, result } = end;
  return { type: 'settled', task, attempt, node, life, outcome, result };
}

/** Appends the end of an attempt, once its claim has a place in the log and nothing else is in flight. */
export function settleOrReturn(member: Member, work: Work, step: Step): void {
  if (work.end === null || work.claim === null || member.pending.has(`t.${work.task}`)) return;
  append(member, step, endOf(member, work.task, work.end, work.attempt));
}
