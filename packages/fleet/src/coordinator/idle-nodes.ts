import type { LogEntry } from '../log/shared-log.ts';
import { checkRecord } from '../records/check.ts';

/** Why nodes do nothing in a batch, a line for each reason that is new: a node that is started again has it again. */
export class IdleNodes {
  readonly #board: string;
  readonly #last = new Map<string, string>();

  constructor(board: string) {
    this.#board = board;
  }

  /** Null for any other entry, and for a reason that is known. */
  line({ subject, text }: LogEntry): string | null {
    const checked = checkRecord(text);
    if (!checked.ok || checked.record.type !== 'dead') return null;
    const { node, board, because } = checked.record;
    if (subject !== `node.${node}` || board !== this.#board || because === undefined) return null;
    if (this.#last.get(node) === because) return null;
    this.#last.set(node, because);
    return `the node ${node} takes no part: ${because}`;
  }
}
