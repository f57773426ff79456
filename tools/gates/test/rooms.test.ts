import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { HOUSES } from '../src/rules.ts';
import { gates } from './planted-gates.ts';
import { CLEAN, manifest } from './planted-tree.ts';

const core = 'packages/scheduler/src/core';

describe('rooms', () => {
  it.each([
    [
      'an arrow from a lower room to a higher one',
      { [`${core}/state/line.ts`]: "import '../flow/gate.ts';\n" },
      `${core}/state/line.ts:1: room state -> '../flow/gate.ts' (flow) is not an arrow of the rooms`,
    ],
    [
      'an arrow for a type alone',
      { [`${core}/learning/learn.ts`]: "\nimport type { Pick } from '../admission/pick.ts';\n" },
      `${core}/learning/learn.ts:2: room learning -> '../admission/pick.ts' (admission) is not an arrow`,
    ],
    [
      'an arrow from a room to the top',
      { [`${core}/endings/settle.ts`]: "import '../transition.ts';\n" },
      `${core}/endings/settle.ts:1: room endings -> '../transition.ts' (the top) is not an arrow`,
    ],
    [
      'an arrow in another house',
      {
        'packages/reporting/package.json': manifest('@ballast/reporting'),
        'packages/reporting/src/fold/fold.ts': "import '../stories/story.ts';\n",
      },
      `packages/reporting/src/fold/fold.ts:1: room fold -> '../stories/story.ts' (stories) is not an arrow`,
    ],
    [
      'a room that the rules do not know',
      { [`${core}/attic/box.ts`]: 'export {};\n' },
      `${core}/attic/box.ts: 'attic' is not a room: add it to the rooms`,
    ],
  ])('names %s', async (_what, files, expected) => {
    const { held, printed } = await gates({ ...CLEAN, ...files }, 'rooms');
    expect(printed).toContain(expected);
    expect(printed).toContain(', 1 to correct');
    expect(held).toBe(false);
  });

  it('lets a room use lower rooms, and a test use any', async () => {
    const files = {
      [`${core}/flow/gate.ts`]: "import '../state/ledger.ts';\nimport '../../ports.ts';\n",
      [`${core}/state/ledger.test.ts`]: "import '../transition.ts';\n",
    };
    expect((await gates({ ...CLEAN, ...files }, 'rooms')).held).toBe(true);
  });

  it.each([...HOUSES])(
    'has rules without a circle for %s: a room names only rooms above its own line',
    (_house, rooms) => {
      const above = new Set<string>();
      for (const [room, allowed] of rooms) {
        for (const other of allowed) expect(above, `${room} -> ${other}`).toContain(other);
        above.add(room);
      }
    },
  );

  it.each([...HOUSES])('has rules only for rooms of %s that exist', (house, rooms) => {
    for (const room of rooms.keys()) {
      const folder = new URL(`../../../${house}${room}/`, import.meta.url);
      expect(existsSync(folder), folder.pathname).toBe(true);
    }
  });
});
