import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../src/tree/process.ts';
import { gates, gatesAt, plant } from './planted-gates.ts';
import { CLEAN } from './planted-tree.ts';

describe('words', () => {
  // Put together at run time, so that this file does not contain what the gate looks for.
  const at = (...parts: string[]): string => parts.join('/');

  it('names a path of one machine, on Linux and on Windows', async () => {
    const files = {
      'docs/a.md': `see\n${at('', 'home', 'ada', 'sims')}\n`,
      'docs/b.md': `open ${at('C:', 'Users', 'ada')}\n`,
      'docs/c.md': `\`${at('file:', '', '', 'work', 'main')}\`\n`,
      'docs/d.md':
        "packages/tasks/a.ts, ../home/b, https://example.org/home/c and /api/users are nobody's folders\n",
    };
    const { held, printed } = await gates({ ...CLEAN, ...files }, 'words');
    expect(printed).toContain(`docs/a.md:2: '${at('', 'home', 'ada')}' is a path of one machine`);
    expect(printed).toContain('docs/b.md:1: ');
    expect(printed).toContain('docs/c.md:1: ');
    expect(printed).not.toContain('docs/d.md');
    expect(held).toBe(false);
  });

  it('names the folder of the checkout itself, in any place', async () => {
    const root = plant(CLEAN);
    writeFileSync(path.join(root, 'notes.md'), `built in ${root}/dist\n`);
    const { held, printed } = await gatesAt(root, 'words');
    expect(printed).toContain(`notes.md:1: '${root}' is a path of one machine`);
    expect(held).toBe(false);
  });

  it('ignores what git ignores, and inspects files that are not committed yet', async () => {
    const path = at('', 'home', 'ada', 'sims');
    const root = plant({ ...CLEAN, 'dist/a.md': path, 'docs/b.md': path });
    expect((await run('git', ['init', '--quiet'], root)).code).toBe(0);
    const { printed } = await gatesAt(root, 'words');
    expect(printed).toContain('docs/b.md:1: ');
    expect(printed).not.toContain('dist/a.md');
  });

  it.each([
    ['a disabled test', "it.skip('x', () => {});", '.skip'],
    ['a group that runs alone', "describe.only.each([1])('x', () => {});", '.only'],
    ['a planned test', "it.concurrent.todo('x');", '.todo'],
    ['a test that stops midway', "it('x', (context) => context.skip());", '.skip'],
  ])('names %s', async (_what, text, word) => {
    const files = { 'packages/openfast/test/a.test.ts': `import { it } from 'vitest';\n${text}\n` };
    const { held, printed } = await gates({ ...CLEAN, ...files }, 'words');
    expect(printed).toContain(`packages/openfast/test/a.test.ts:2: '${word}' in a test`);
    expect(held).toBe(false);
  });

  it('accepts a test that has these words in strings and declares with runIf what it needs', async () => {
    const files = { 'packages/openfast/test/a.test.ts': "it.runIf(true)('.skip(', () => ['.only(']);\n" };
    expect((await gates({ ...CLEAN, ...files }, 'words')).held).toBe(true);
  });
});
