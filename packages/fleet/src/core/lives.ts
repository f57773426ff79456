import { isGone, isVacant } from './board.ts';
import type { Member } from './member.ts';
import type { NodeRecord } from './record.ts';

/** Takes note of a life that is seen for the first time. */
export function seeLife(member: Member, { type, node, life }: NodeRecord, now: number): void {
  if (type === 'alive' && member.lifeSeen.get(node)?.life !== life)
    member.lifeSeen.set(node, { life, at: now });
}

/**
 * The process that has taken the name of this node, by a record that is not its own; null if none has. Of two that have the same name,
 * the earlier one goes: each would otherwise take the other for an earlier process of its own, for ever.
 */
export function replacement({ config, hasJoined, life }: Member, record: NodeRecord): string | null {
  const isOther = record.type === 'alive' && record.process !== config.process;
  return isOther && hasJoined && record.life >= life ? record.process : null;
}

/**
 * Whether this node may take a seat. One whose last record only a newer version understands is not free. One of a life that was declared dead may be taken at once: what used it has stopped. One of a life
 * that another process replaced may be in use until the fence of that life.
 */
export function maySeat({ board, config, lifeSeen, newer }: Member, key: string, now: number): boolean {
  const { seq = 0, record } = board.seats.get(key) ?? {};
  if ((newer.get(`seat.${key}`) ?? 0) > seq || !isVacant(board, key)) return false;
  if (record?.type !== 'held' || !isGone(board, record)) return true;
  if ((board.ended.get(record.node) ?? 0) >= record.life) return true;
  const last = board.nodes.get(record.node)?.record;
  const silence = Math.max(config.silence, last?.type === 'alive' ? last.silence : 0);
  return now - (lifeSeen.get(record.node)?.at ?? now) >= silence;
}
