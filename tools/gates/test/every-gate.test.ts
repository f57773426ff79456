import { describe, expect, it } from 'vitest';
import { GATES } from '../src/run-gates.ts';
import { gates } from './planted-gates.ts';
import { CLEAN } from './planted-tree.ts';

describe('every gate', () => {
  it('holds on a clean tree and reports how much it inspected', async () => {
    const { held, printed } = await gates(CLEAN);
    expect(printed).toMatch(/^ok layers: 10 files inspected$/m);
    expect(printed).toMatch(/^ok unused: 11 files inspected$/m);
    const lines = printed.split('\n');
    expect(lines.filter((line) => !line.startsWith('ok '))).toEqual([]);
    expect(lines).toHaveLength(GATES.length);
    expect(held).toBe(true);
  });

  it.each(GATES.map(({ name }) => name))(
    'fails in an empty tree, because it inspected nothing: %s',
    async (name) => {
      const { held, printed } = await gates({}, name);
      expect(printed).toMatch(
        new RegExp(
          `^FAILED ${name}: 0 [a-z ]+ inspected.*: a gate that inspects nothing proves nothing$`,
          'm',
        ),
      );
      expect(held).toBe(false);
    },
  );
});
