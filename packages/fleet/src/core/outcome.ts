import { isGone, isOfLife, note, seatKey } from './board.ts';
import { seeLife } from './lives.ts';
import { fenceOf, GAP, type Member, type MemberCommand, type Pending } from './member.ts';
import type { TaskRecord } from './record.ts';
import { settleOrReturn } from './write.ts';

interface Step {
  readonly now: number;
  readonly out: MemberCommand[];
}

/** The log has accepted a record of this node. */
export function onAccepted(
  member: Member,
  { seq, pending }: { readonly seq: number; readonly pending: Pending },
  step: Step,
): void {
  const { record } = pending;
  note(member.board, { seq, record });
  switch (record.type) {
    case 'alive':
      onSign(member, pending, step);
      return;
    case 'claimed':
      onClaim(member, { task: record.task, life: record.life, seq }, step);
      return;
    case 'settled':
      member.work.delete(record.task);
      step.out.push({ type: 'counted', task: record.task });
      return;
    case 'returned':
      member.work.delete(record.task);
      step.out.push({ type: 'came-back', task: record.task });
      return;
    case 'held':
      onSeat(member, record, step.out);
      return;
    default:
  }
}

function onSign(member: Member, { record, sentAt }: Pending, { now, out }: Step): void {
  if (record.type !== 'alive' || record.life !== member.life) return;
  if (sentAt - member.confirmed > GAP * member.config.sign) member.inContactSince = now;
  member.confirmed = sentAt;
  seeLife(member, record, now);
  member.hasJoined = true;
  member.isJoined = !isGone(member.board, { node: member.config.node, life: member.life });
  out.push({ type: 'fence', until: fenceOf(member) });
}

function onClaim(
  member: Member,
  { task, life, seq }: { readonly task: number; readonly life: number; readonly seq: number },
  step: Step,
): void {
  const work = member.work.get(task);
  // A claim of an earlier life: it is given back like those of any life that is over.
  if (work === undefined || life !== member.life) return;
  work.claim = seq;
  if (work.needsSeat && work.progress === 'claiming' && step.now >= fenceOf(member)) {
    // This process slept, or was cut off, while the answer was under way: the seat may be another's by now.
    Object.assign(work, { progress: 'ended', end: { kind: 'returned', because: 'own fence' } });
    step.out.push({ type: 'claim-lost', task });
  } else if (work.progress === 'claiming') {
    work.progress = 'running';
    step.out.push({ type: 'run', task, attempt: work.attempt });
  }
  settleOrReturn(member, work, step);
}

function onSeat(
  member: Member,
  { pool, seat, life }: { readonly pool: string; readonly seat: number; readonly life: number },
  out: MemberCommand[],
): void {
  const key = seatKey(pool, seat);
  const held = member.board.seats.get(key)?.record;
  const isOwn = held?.type === 'held' && isOfLife(held, { node: member.config.node, life: member.life });
  if (life !== member.life || !isOwn) return;
  member.seats.add(key);
  out.push({ type: 'seat-held', pool, seat });
}

/** Somebody else has the last word about a task. */
export function onOvertaken(member: Member, record: TaskRecord, out: MemberCommand[]): void {
  const { task } = record;
  const own = { node: member.config.node, life: member.life };
  const isOwn = (record.type === 'claimed' || record.type === 'settled') && isOfLife(record, own);
  if (isOwn) return;
  const work = member.work.get(task);
  if (work !== undefined && work.progress !== 'claiming') {
    member.work.delete(task);
    out.push({ type: work.progress === 'ended' ? 'not-counted' : 'stop', task });
  }
  if (record.type === 'claimed') out.push({ type: 'elsewhere', task, node: record.node });
  else if (record.type === 'settled') out.push({ type: 'settled-elsewhere', task, outcome: record.outcome });
  else out.push({ type: 'came-back', task });
}

/** This life was taken for dead: what it does has no claim any more, and a new one begins. */
export function rejoin(member: Member, now: number, out: MemberCommand[]): void {
  for (const { task, progress } of member.work.values()) {
    if (progress === 'claiming') out.push({ type: 'claim-lost', task });
    else out.push({ type: progress === 'ended' ? 'not-counted' : 'stop', task });
  }
  member.work.clear();
  member.seats.clear();
  member.isJoined = false;
  member.life += 1;
  member.inContactSince = now;
  member.nextSign = now;
  out.push({ type: 'fence', until: now });
}
