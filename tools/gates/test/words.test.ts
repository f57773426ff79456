import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../src/tree/process.ts';
import { gates, gatesAt, plant } from './planted-gates.ts';
import { CLEAN } from './planted-tree.ts';

describe('words', () => {
  // Put together here, so that this very file does not hold what the gate looks for.
  const at = (...parts: string[]): string => parts.join('/');

  it('names a path of one machine, on Linux and on Windows', async () => {
    const files = {
      'docs/a.md': `see\n${at('', 'home', 'ada', 'sims')}\n`,
      'docs/b.md': `open ${at('C:', 'Users', 'ada')}\n`,
      'docs/c.md': `\`${at('file:', '', '', 'work', 'main')}\`\n`,
      'docs/d.md':
        "packages/tasks/a.ts, ../home/b, https://example.org/home/c and /api/users are nobody's folders\n",
    };
    const { held, said } = await gates({ ...CLEAN, ...files }, 'words');
    expect(said).toContain(`docs/a.md:2: '${at('', 'home', 'ada')}' is a path of one machine`);
    expect(said).toContain('docs/b.md:1: ');
    expect(said).toContain('docs/c.md:1: ');
    expect(said).not.toContain('docs/d.md');
    expect(held).toBe(false);
  });

  it('names the folder of the checkout itself, wherever that is', async () => {
    const root = plant(CLEAN);
    writeFileSync(path.join(root, 'notes.md'), `built in ${root}/dist\n`);
    const { held, said } = await gatesAt(root, 'words');
    expect(said).toContain(`notes.md:1: '${root}' is a path of one machine`);
    expect(held).toBe(false);
  });

  it('leaves out what git ignores, and takes in what is not yet committed', async () => {
    const path = at('', 'home', 'ada', 'sims');
    const root = plant({ ...CLEAN, 'dist/a.md': path, 'docs/b.md': path });
    expect((await run('git', ['init', '--quiet'], root)).code).toBe(0);
    const { said } = await gatesAt(root, 'words');
    expect(said).toContain('docs/b.md:1: ');
    expect(said).not.toContain('dist/a.md');
  });

  it.each([
    ['a test that is switched off', "it.skip('x', () => {});", '.skip'],
    ['a group that runs alone', "describe.only.each([1])('x', () => {});", '.only'],
    ['a test that is only announced', "it.concurrent.todo('x');", '.todo'],
    ['a test that leaves midway', "it('x', (context) => context.skip());", '.skip'],
  ])('names %s', async (_what, text, word) => {
    const files = { 'packages/openfast/test/a.test.ts': `import { it } from 'vitest';\n${text}\n` };
    const { held, said } = await gates({ ...CLEAN, ...files }, 'words');
    expect(said).toContain(`packages/openfast/test/a.test.ts:2: '${word}' in a test`);
    expect(held).toBe(false);
  });

  it('lets a test speak of them and say with runIf what it needs', async () => {
    const files = { 'packages/openfast/test/a.test.ts': "it.runIf(true)('.skip(', () => ['.only(']);\n" };
    expect((await gates({ ...CLEAN, ...files }, 'words')).held).toBe(true);
  });
});
