import { FaultError } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import { IdleNodes } from '../coordinator/idle-nodes.ts';
import { emptyBoard, mayFollow, note } from '../core/board.ts';
import { memoryLog } from '../log/memory-log.ts';
import type { LogEntry, SharedLog } from '../log/shared-log.ts';
import { checkRecord } from '../records/check.ts';
import { nodesStatus } from '../status/nodes-status.ts';
import { sayIdle } from './say-idle.ts';

const BOARD = 'b0123456789ab';
const SUBJECT = 'node.ws1';
const differs = new FaultError({ code: 'FLEET_DIFFERS', message: 'it reads other values' });
const say = (log: SharedLog, error: unknown = differs): Promise<void> =>
  sayIdle(log, { node: 'ws1', board: BOARD, error });
const alive = (process: string): string => {
  const machine = { budget: 1, cores: 1, silence: 3000 };
  return JSON.stringify({ v: 1, id: 'a', type: 'alive', node: 'ws1', life: 4, beat: 1, process, ...machine });
};

async function lastOf(log: SharedLog): Promise<LogEntry> {
  const last = await log.last(SUBJECT);
  if (last === null) throw new Error('there is no record');
  return last;
}

describe('a node that does nothing in a batch', () => {
  it('shows why to whoever looks at the fleet, and to the coordinator once', async () => {
    const log = memoryLog();
    await say(log);
    const last = await lastOf(log);
    const idle = new IdleNodes(BOARD);
    expect(idle.line(last)).toBe('the node ws1 takes no part: FLEET_DIFFERS: it reads other values');
    expect(idle.line(last)).toBeNull();
    const [node] = nodesStatus([{ ...last, age: 1 }]).nodes;
    expect(node?.record).toMatchObject({
      type: 'dead',
      board: BOARD,
      because: expect.stringContaining('other values'),
    });
    await say(log, new FaultError({ code: 'FLEET_VERSIONS', message: 'it has another version' }));
    expect(idle.line(await lastOf(log))).toContain('FLEET_VERSIONS');
    expect(new IdleNodes('b999999999999').line(await lastOf(log))).toBeNull();
  });

  it('writes what may follow, and can begin a new life afterwards', async () => {
    const log = memoryLog();
    const board = emptyBoard();
    for (let n = 0; n < 3; n += 1) {
      await say(log);
      const { seq, text } = await lastOf(log);
      const checked = checkRecord(text);
      if (!checked.ok) throw new Error(checked.reason);
      expect(mayFollow(board, checked.record)).toBe(true);
      note(board, { seq, record: checked.record });
    }
    const begun = checkRecord(alive('p'));
    expect(begun.ok && mayFollow(board, begun.record)).toBe(true);
  });

  it('never writes over the signs of another process of its name, and nothing about an error of its own code', async () => {
    const log = memoryLog();
    await log.append(SUBJECT, alive('other'), 0);
    await say(log);
    expect((await lastOf(log)).text).toBe(alive('other'));
    const empty = memoryLog();
    await say(empty, new TypeError('defect'));
    expect(await empty.last(SUBJECT)).toBeNull();
  });

  it('is not held up by a server that is away', async () => {
    const away = { ...memoryLog(), last: () => Promise.reject(new Error('no answer')) };
    await expect(say(away)).resolves.toBeUndefined();
  });
});
