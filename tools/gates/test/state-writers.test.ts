import { describe, expect, it } from 'vitest';
import { gates } from './planted-gates.ts';
import { CLEAN, PARTS } from './planted-tree.ts';

const core = 'packages/scheduler/src/core';

/** A function of the room `flow`, which writes to `limits` and to nothing else. */
const inFlow = (...lines: string[]): Record<string, string> => ({
  [`${core}/flow/gate.ts`]: `export function open(state: SchedulerState): void {\n${lines.join('\n')}\n}\n`,
});

describe('state-writers', () => {
  it.each([
    ['a draft of the part of another room', "draft(state, 'tasks').clear();", 'tasks'],
    ['an assignment to a part', 'state.tasks = new Map();', 'tasks'],
    ['an assignment deep in a part', "state.learned.models[0]['x'] = 3;", 'learned'],
    ['an increment', 'state.progress.settled += 1;', 'progress'],
    ['an increment in place', 'state.progress.settled++;', 'progress'],
    ['a deletion', 'delete state.failures.floors;', 'failures'],
    ['a method that changes a map', 'state.tasks.active.set(1, 2);', 'tasks'],
    ['a method that changes an array', 'state.workers.idle?.push(1);', 'workers'],
    ['a write through a cast', '(state.tasks.active as Map<number, number>).delete(1);', 'tasks'],
    ['a write to the state of an object', 'engine.state.clock.eventAt = 3;', 'clock'],
    ['Object.assign', 'Object.assign(state.machine, { pressure: 1 });', 'machine'],
    ['a write by a destructured name', 'const { tasks: { active } } = state;\nactive.set(1, 2);', 'tasks'],
    ['a write by a shorter name', 'const { active } = state.tasks;\nactive.set(1, 2);', 'tasks'],
    [
      'a write by a destructured parameter',
      'const close = ({ workers }: SchedulerState) => workers.idle.pop();',
      'workers',
    ],
  ])('names %s', async (_what, text, part) => {
    const { held, printed } = await gates({ ...CLEAN, ...inFlow(text) }, 'state-writers');
    expect(printed).toContain(
      `${core}/flow/gate.ts:${text.split('\n').length + 1}: flow writes to '${part}', which `,
    );
    expect(printed).toContain(', 1 to correct');
    expect(held).toBe(false);
  });

  it.each([
    ['under another name', "import { draft as open } from '../state/draft.ts';"],
    ['with a part that is not a literal', "const part = 'tasks';\ndraft(state, part);"],
  ])('names a draft %s', async (_what, text) => {
    const files = { [`${core}/flow/gate.ts`]: `${text}\n` };
    const { held, printed } = await gates({ ...CLEAN, ...files }, 'state-writers');
    expect(printed).toContain('draft() under another name, or of a part that is not named by a literal');
    expect(held).toBe(false);
  });

  it('names a draft outside the core', async () => {
    const files = { 'packages/scheduler/src/engine/engine.ts': "draft(state, 'tasks').clear();\n" };
    const { held, printed } = await gates({ ...CLEAN, ...files }, 'state-writers');
    expect(printed).toContain("engine.ts:1: a file outside the core writes to 'tasks', which state writes");
    expect(held).toBe(false);
  });

  it('names a part without a writer, and a writer without a part', async () => {
    const text = PARTS.join('\n').replace('readonly tasks:', 'readonly chores:');
    const { printed } = await gates({ ...CLEAN, [`${core}/state/state.ts`]: text }, 'state-writers');
    expect(printed).toContain("'chores' has no room that writes to it");
    expect(printed).toContain("'tasks' is not a part of the state");
  });

  it('lets a room write to its own part, read the others and change its own values', async () => {
    const lines = [
      "  const limits = draft(state, 'limits');",
      '  limits.window = { ...limits.window, bytes: state.tasks.totals.loading };',
      '  const ends = [...state.tasks.active].sort();',
      '  const { active } = state.tasks;',
      '  const nearest = (active: number[]): unknown => active.sort();',
      '  ends.push(active.get(1), nearest([]));',
    ];
    const files = {
      ...inFlow(...lines),
      [`${core}/flow/gate.test.ts`]: 'state.tasks.active.clear();\n',
    };
    expect(await gates({ ...CLEAN, ...files }, 'state-writers')).toEqual({
      held: true,
      printed: 'ok state-writers: 6 files of the scheduler inspected',
    });
  });
});
