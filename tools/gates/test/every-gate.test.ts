import { describe, expect, it } from 'vitest';
import { GATES } from '../src/run-gates.ts';
import { gates } from './planted-gates.ts';
import { CLEAN } from './planted-tree.ts';

describe('every gate', () => {
  it('holds on a clean tree and says how much it inspected', async () => {
    const { held, said } = await gates(CLEAN);
    expect(said).toMatch(/^ok layers: 10 files inspected$/m);
    expect(said).toMatch(/^ok unused: 11 files inspected$/m);
    expect(said.split('\n').filter((line) => line.startsWith('ok '))).toHaveLength(GATES.length);
    expect(held).toBe(true);
  });

  it.each(GATES.map(({ name }) => name))(
    'fails in an empty tree, having inspected nothing: %s',
    async (name) => {
      const { held, said } = await gates({}, name);
      expect(said).toMatch(
        new RegExp(`^FAILED ${name}: 0 [a-z ]+ inspected.*: a gate that saw nothing proves nothing$`, 'm'),
      );
      expect(held).toBe(false);
    },
  );
});
