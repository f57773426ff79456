import { isGone, isOfLife, isOpen, note, seatKey, subjectOf } from './board.ts';
import { judgeOthers, returnOrphans, sign } from './duties.ts';
import { maySeat, replacement, seeLife } from './lives.ts';
import type { Member, MemberCommand, MemberEvent } from './member.ts';
import { onAccepted, onOvertaken, rejoin } from './outcome.ts';
import { type Entry, MOST_ATTEMPTS } from './record.ts';
import { append, endOf, settleOrReturn } from './write.ts';

/**
 * What a node does about an event. Synchronous, without a clock: `now` is the node's own one, of which only differences count. The
 * state is changed, and the commands are to be carried out in order.
 */
export function step(member: Member, event: MemberEvent, now: number): MemberCommand[] {
  const out: MemberCommand[] = [];
  switch (event.type) {
    case 'tick':
      sign(member, now, out);
      judgeOthers(member, now, out);
      returnOrphans(member, now, out);
      break;
    case 'entry':
      onEntry(member, event.entry, { now, out });
      break;
    case 'unreadable':
      member.unreadable.set(event.subject, event.seq);
      break;
    case 'newer':
      member.newer.set(event.subject, event.seq);
      break;
    case 'budget':
      member.budget = event.budget;
      break;
    case 'want':
      onWant(member, event, { now, out });
      break;
    case 'ended':
      onEnded(member, event, { now, out });
      break;
    case 'want-seat':
      onWantSeat(member, event, { now, out });
      break;
    case 'leave-seat':
      onLeaveSeat(member, event, { now, out });
      break;
    default:
      onAnswer(member, event, { now, out });
  }
  return out;
}

interface Step {
  readonly now: number;
  readonly out: MemberCommand[];
}

function onEntry(member: Member, entry: Entry, { now, out }: Step): void {
  if (!note(member.board, entry)) return;
  const { record } = entry;
  if (record.type === 'alive' || record.type === 'dead') {
    member.signSeen.set(record.node, { seq: entry.seq, at: now });
    seeLife(member, record, now);
    if (record.node !== member.config.node) return;
    const by = replacement(member, record);
    if (by !== null || isGone(member.board, { node: record.node, life: member.life }))
      rejoin(member, now, out);
    if (by !== null) out.push({ type: 'replaced', by });
    member.replacedBy ??= by;
    return;
  }
  if (record.type === 'held' || record.type === 'free') return;
  const pending = member.pending.get(subjectOf(record));
  // The answer will come, and is judged by this entry: both say the same.
  if (pending?.record.id === record.id) return;
  onOvertaken(member, record, out);
  const isOwn =
    record.type === 'claimed' && isOfLife(record, { node: member.config.node, life: member.life });
  // A claim that was given up after a lost answer, and arrived nevertheless.
  if (isOwn && !member.work.has(record.task) && pending === undefined)
    append(
      member,
      { now, out },
      endOf(member, record.task, { kind: 'returned', because: 'not wanted any more' }),
    );
}

function onWant(member: Member, event: Extract<MemberEvent, { type: 'want' }>, { now, out }: Step): void {
  const { task, needsSeat } = event;
  const attempt = Math.min(event.attempt, MOST_ATTEMPTS);
  const isBusy = member.pending.has(`t.${task}`) || member.work.has(task);
  if (!member.isJoined || isBusy || !isOpen(member.board, task)) {
    out.push({ type: 'claim-lost', task });
    return;
  }
  member.work.set(task, { task, attempt, needsSeat, claim: null, progress: 'claiming', end: null });
  const { node } = member.config;
  append(member, { now, out }, { type: 'claimed', task, attempt, node, life: member.life });
}

function onEnded(member: Member, event: Extract<MemberEvent, { type: 'ended' }>, step: Step): void {
  const work = member.work.get(event.task);
  // It was taken away meanwhile, and the scheduler knows.
  if (work === undefined) return;
  work.progress = 'ended';
  work.end = event.end;
  settleOrReturn(member, work, step);
}

function onWantSeat(
  member: Member,
  { pool, seat }: Extract<MemberEvent, { type: 'want-seat' }>,
  { now, out }: Step,
): void {
  const key = seatKey(pool, seat);
  if (!member.isJoined || member.pending.has(`seat.${key}`) || !maySeat(member, key, now)) {
    out.push({ type: 'seat-refused', pool, seat });
    return;
  }
  append(member, { now, out }, { type: 'held', pool, seat, node: member.config.node, life: member.life });
}

function onLeaveSeat(
  member: Member,
  { pool, seat }: Extract<MemberEvent, { type: 'leave-seat' }>,
  { now, out }: Step,
): void {
  const key = seatKey(pool, seat);
  if (!member.seats.delete(key) || member.pending.has(`seat.${key}`)) return;
  append(member, { now, out }, { type: 'free', pool, seat, node: member.config.node, life: member.life });
}

type Answer = Extract<MemberEvent, { type: 'appended' | 'refused' | 'lost' | 'looked' }>;

function onAnswer(member: Member, event: Answer, step: Step): void {
  const { subject, id } = event;
  const pending = member.pending.get(subject);
  if (pending === undefined || pending.record.id !== id) return;
  if (event.type === 'lost') {
    step.out.push({ type: 'look', subject, id });
    return;
  }
  const last = event.type === 'appended' ? { seq: event.seq, record: pending.record } : event.last;
  if (last?.record.id === id) {
    member.pending.delete(subject);
    onAccepted(member, { seq: last.seq, pending }, step);
    return;
  }
  if (event.type === 'looked' && (last?.seq ?? 0) === pending.expected) {
    // Not there yet. The same record again: if both arrive, one of them is refused by the other.
    const { record, expected } = pending;
    step.out.push({ type: 'append', subject, record, expected });
    return;
  }
  member.pending.delete(subject);
  if (last !== null) onEntry(member, last, step);
  refused(member, pending.record, step);
}

/** Also of one that was given back meanwhile: there is nothing to give back. */
function loseClaim({ work }: Member, task: number, out: MemberCommand[]): void {
  const lost = work.get(task);
  if (lost === undefined || lost.claim !== null) return;
  work.delete(task);
  if (lost.progress === 'claiming') out.push({ type: 'claim-lost', task });
}

function refused(member: Member, record: Entry['record'], { now, out }: Step): void {
  if (record.type === 'claimed') loseClaim(member, record.task, out);
  if (record.type === 'held') out.push({ type: 'seat-refused', pool: record.pool, seat: record.seat });
  if (record.type === 'settled')
    onOvertaken(member, member.board.tasks.get(record.task)?.record ?? record, out);
  if (record.type === 'alive') {
    const known = member.board.nodes.get(member.config.node)?.record;
    // A node of this name is there already, from an earlier process of this machine.
    if (known !== undefined && !member.isJoined) member.life = Math.max(member.life, known.life);
    member.nextSign = now;
  }
}
