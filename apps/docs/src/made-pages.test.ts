import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeRows } from './codes/codes-page.ts';
import { madePages } from './made-pages.ts';
import { unionShapes } from './types/shapes.ts';
import { parseSource, ROOT } from './types/source.ts';

const WAITS = 'packages/scheduler/src/core/state/tasks/wait-reason.ts';
const page = (name: string): string =>
  readFileSync(path.join(ROOT, 'docs', name), 'utf8').replaceAll('\r\n', '\n');

describe('the pages that are made from the sources', () => {
  for (const [name, text] of madePages()) {
    it(`are up to date: docs/reference/${name} (\`pnpm run docs:pages\` updates it)`, () => {
      expect(page(`reference/${name}`)).toBe(text);
    });
  }

  it('have a sentence for every code', () => {
    const rows = codeRows();
    expect(rows.length).toBeGreaterThan(80);
    // Add the missing ones to MEANINGS.
    expect(rows.filter(({ meaning }) => meaning === '').map(({ code }) => code)).toEqual([]);
  });
});

describe('the page about waiting files', () => {
  it('has every reason', () => {
    const kinds = unionShapes(parseSource(WAITS), 'WaitReason', 'kind').map(({ name }) => name);
    expect(kinds.length).toBeGreaterThan(10);
    const text = page('why-is-my-file-waiting.md');
    expect(kinds.filter((kind) => !text.includes(`| \`${kind}\``))).toEqual([]);
  });
});
