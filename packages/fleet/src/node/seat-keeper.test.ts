import type { SchedulerState } from '@ballast/scheduler';
import { describe, expect, it } from 'vitest';
import { newMember } from '../core/member.ts';
import { step } from '../core/step.ts';
import { SeatKeeper } from './seat-keeper.ts';

const CONFIG = { node: 'a', process: 'a-1', sign: 200, fence: 1500, silence: 3000, budget: 1, cores: 2 };

/** Tasks wait, and nothing runs. */
const WAITING = {
  tasks: { queue: [1, 2, 3, 4], aside: { alone: [] }, totals: { seats: 0 } },
  lifecycle: { mode: { kind: 'open' } },
} as unknown as SchedulerState;

describe('a node that needs seats', () => {
  it('asks for one after the other, however slow the answers are', () => {
    const member = newMember(CONFIG, 0);
    const [sign] = step(member, { type: 'tick' }, 0);
    const id = sign?.type === 'append' ? sign.record.id : '';
    step(member, { type: 'appended', subject: 'node.a', id, seq: 1 }, 10);
    const keeper = new SeatKeeper({ pool: 'orcaflex', count: 4, per: 'process' });
    const asked: string[] = [];
    for (let now = 20; now < 1000; now += 100) {
      const wish = keeper.wish(member, WAITING, now);
      if (wish === null) continue;
      asked.push(wish.type);
      step(member, wish, now);
    }
    expect(asked).toEqual(['want-seat']);
  });
});
