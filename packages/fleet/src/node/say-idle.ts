import { isFault } from '@ballast/resource-model';
import type { SharedLog } from '../log/shared-log.ts';
import { checkRecord } from '../records/check.ts';

export interface Idle {
  readonly node: string;
  /** The batch in which this node does nothing. */
  readonly board: string;
  readonly error: unknown;
}

const MOST = 900;

/**
 * Records why a node does nothing in a batch, for whoever waits for it: the coordinator prints it, and `fleet status` shows it. Once and
 * without insisting; never over the signs of another process of its name.
 */
export async function sayIdle(nodes: SharedLog, { node, board, error }: Idle): Promise<void> {
  if (!isFault(error)) return;
  const subject = `node.${node}`;
  try {
    const last = await nodes.last(subject);
    const known = last === null ? null : checkRecord(last.text);
    if (known !== null && (!known.ok || known.record.type !== 'dead')) return;
    const life = known?.record.type === 'dead' ? known.record.life : 0;
    const because = `${error.code}: ${error.message}`.slice(0, MOST);
    const id = `${board}.idle.${life + 1}`;
    const record = { v: 1, id, type: 'dead', node, life: life + 1, by: node, board, because };
    await nodes.append(subject, JSON.stringify(record), last?.seq ?? 0);
  } catch {
    // It is printed on this machine in any case.
  }
}
