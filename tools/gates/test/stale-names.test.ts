import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../src/tree/process.ts';
import { gates, gatesAt, plant } from './planted-gates.ts';
import { CLEAN } from './planted-tree.ts';

const document = (text: string): Promise<{ held: boolean; printed: string }> =>
  gates({ ...CLEAN, 'docs/a.md': `\n${text}\n` }, 'stale-names');

describe('stale-names', () => {
  it.each([
    ['a function', '`readEverything()`', 'readEverything'],
    ['a type', 'the `OldVerdict` of it', 'OldVerdict'],
    ['one word', '`wholesale`', 'wholesale'],
    ['a member', '`read.enforcesBudgets`', 'enforcesBudgets'],
    ['a constant', '`BALLAST_GONE`', 'BALLAST_GONE'],
    ['a name in an expression', '`{ commit: oldCommit }`', 'oldCommit'],
    ['an option', '`ballast run --vanished`', '--vanished'],
    ['a file', '`src/gone.ts`', 'src/gone.ts'],
    ['a file in the wrong folder', '`packages/resource-model/index.ts`', 'packages/resource-model/index.ts'],
    ['a folder', '`packages/one-reports`', 'packages/one-reports'],
    ['a package', '`@ballast/gone`', '@ballast/gone'],
    ['an entry of a package', '`@ballast/openfast/gone`', '@ballast/openfast/gone'],
    ['a word with hyphens', '`out-of-mind`', 'out-of-mind'],
  ])('names %s that is gone', async (_what, text, name) => {
    const { held, printed } = await document(text);
    expect(printed).toContain(`  docs/a.md:2: \`${name}\`: `);
    expect(printed).toContain(', 1 to correct');
    expect(held).toBe(false);
  });

  it('names one in a comment, which another comment does not make exist', async () => {
    const files = {
      'packages/openfast/src/a.ts':
        'export const a = 1;\n/**\n * See `isSystemCode`.\n */\n// isSystemCode is gone\n',
    };
    const { held, printed } = await gates({ ...CLEAN, ...files }, 'stale-names');
    expect(printed).toContain('packages/openfast/src/a.ts:3: `isSystemCode`: no code has this name');
    expect(held).toBe(false);
  });

  it('names one in a comment of a program in C', async () => {
    const files = { 'tools/demo/native/a.c': 'int a;\n/* `old_handle` */\n' };
    const { printed } = await gates({ ...CLEAN, ...files }, 'stale-names');
    expect(printed).toContain('tools/demo/native/a.c:2: `old_handle`: ');
  });

  it('names a link that leads nowhere', async () => {
    const { held, printed } = await document(
      '[the rules](../rules.md), [here](../README.md), [there](https://example.org/x)',
    );
    expect(printed).toContain("docs/a.md:2: the link to '../rules.md' leads nowhere");
    expect(printed).toContain(', 1 to correct');
    expect(held).toBe(false);
  });

  it('accepts what exists: code, strings, options, files, folders, packages, entries, scripts', async () => {
    const files = {
      'packages/openfast/src/a.ts': [
        "import { parse } from 'yaml';",
        "export const settings = { 'where-possible': { type: 'boolean' }, kind: 'out-of-memory' };",
        "export const journalFile = parse(process.env.BALLAST_HOME, '--fresh', 'journal.ndjson');",
        '',
      ].join('\n'),
      'docs/a.md': [
        '`twice(value)`, `read`, `settings.kind`, `out-of-memory`, `process.env.BALLAST_HOME`,',
        '`--where-possible`, `ballast run x --fresh`, `journal.ndjson`, `src/twice.ts`, `twice.test.ts`,',
        '`packages/openfast`, `@ballast/openfast`, `openfast`, `apps/cli/src/bin.ts`, `dist/index.js`, `tsconfig.json`',
        '',
      ].join('\n'),
    };
    expect(await gates({ ...CLEAN, ...files }, 'stale-names')).toMatchObject({ held: true });
  });

  it('accepts examples, formulas, placeholders, foreign names and fenced code', async () => {
    const text = [
      '`x.test.ts`, `p_k`, `n / 2`, `3P/4`, `**/*.sim`, `src/<name>.ts`, `/proc/self/oomKiller`, `{ a: 1 }`, `NVMe`',
      '```js',
      'await `gone`; brandNew();',
      '```',
    ].join('\n');
    expect(await document(text)).toMatchObject({ held: true });
  });

  it('reads neither records of the past nor what git ignores', async () => {
    const root = plant({
      ...CLEAN,
      'CHANGELOG.md': '`goneForGood`\n',
      'docs/decisions/a.md': '`goneForGood`\n',
      'dist/a.md': '`goneForGood`\n',
    });
    expect((await run('git', ['init', '--quiet'], root)).code).toBe(0);
    expect(await gatesAt(root, 'stale-names')).toMatchObject({ held: true });
    writeFileSync(path.join(root, 'SECURITY.md'), '`goneForGood`\n');
    expect((await gatesAt(root, 'stale-names')).printed).toContain('SECURITY.md:1: ');
  });
});
