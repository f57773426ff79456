import { isGone } from './board.ts';
import { isInContact, type Member, type MemberCommand } from './member.ts';
import { append } from './write.ts';

/** Time for the node that took another for dead to give back its claims, before others do it. */
const FIRST_TURN = 1000;

/** A sign of life when it is due; the first one joins the fleet. */
export function sign(member: Member, now: number, out: MemberCommand[]): void {
  const { node, process, cores, silence, board } = member.config;
  if (member.replacedBy !== null) return;
  if (now < member.nextSign || member.pending.has(`node.${node}`)) return;
  if (!member.isJoined) {
    const known = member.board.nodes.get(node)?.record;
    member.life = Math.max(member.life, (known?.life ?? 0) + 1);
  }
  member.beat += 1;
  const about = { process, budget: member.budget, cores, silence, ...(board === undefined ? {} : { board }) };
  append(member, { now, out }, { type: 'alive', node, life: member.life, beat: member.beat, ...about });
  member.nextSign = now + member.config.sign;
}

/**
 * Takes nodes for dead that have been silent for as long as they themselves say: seats are those of the whole fleet, whatever batch a node
 * works on. Who was cut off itself judges nobody: silence counts from its return.
 */
export function judgeOthers(member: Member, now: number, out: MemberCommand[]): void {
  if (!member.isJoined || !isInContact(member, now)) return;
  for (const [node, { record }] of member.board.nodes) {
    if (node === member.config.node || record.type === 'dead' || member.pending.has(`node.${node}`)) continue;
    const seen = member.signSeen.get(node)?.at ?? now;
    if (now - Math.max(seen, member.inContactSince) < record.silence) continue;
    append(member, { now, out }, { type: 'dead', node, life: record.life, by: member.config.node });
  }
}

/** Gives back the claims of lives that are over. */
export function returnOrphans(member: Member, now: number, out: MemberCommand[]): void {
  if (!member.isJoined) return;
  for (const [task, { record }] of member.board.tasks) {
    if (record.type !== 'claimed' || !isGone(member.board, record) || member.pending.has(`t.${task}`))
      continue;
    const key = `${record.node}.${record.life}`;
    const seen = member.goneSeen.get(key) ?? { at: now, own: isOwnVerdict(member, record.node) };
    member.goneSeen.set(key, seen);
    if (!seen.own && now - seen.at < FIRST_TURN) continue;
    const because = `${record.node} is gone`;
    append(member, { now, out }, { type: 'returned', task, because, by: member.config.node });
  }
}

/** Whether this node said so, or it is about an earlier life of its own. */
function isOwnVerdict({ board, config }: Member, node: string): boolean {
  const record = board.nodes.get(node)?.record;
  return node === config.node || (record?.type === 'dead' && record.by === config.node);
}
