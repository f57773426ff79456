import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { MadeFile } from '@ballast/results-model';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { outputFolder } from '../folder/layout.ts';
import { picturesIn } from '../page/pictures.ts';
import { placeMade } from './place-made.ts';

function text(name: string, meaning = name): { readonly table: string; readonly file: MadeFile } {
  return { table: 't', file: { name, meaning, content: { kind: 'text', text: meaning } } };
}

const PICTURE = {
  table: 'p',
  file: {
    name: 'lines.svg',
    meaning: 'lines',
    content: {
      kind: 'picture',
      picture: { kind: 'lines', title: 'A <b> & c', caption: 'Means.', x: 'x', y: 'y', lines: [] },
    },
  },
} as const;

function folder() {
  const output = outputFolder(temporaryFolder(), null);
  mkdirSync(path.dirname(output.table('x')), { recursive: true });
  return output;
}

describe('files that tables make besides', () => {
  it('stay in their folder and get names of their own, whatever they are called', async () => {
    const output = folder();
    const wanted = [
      '../../out.txt',
      'a:b*.txt',
      'Same.txt',
      'same.txt',
      'table.csv',
      `${'ü'.repeat(200)}.txt`,
    ];
    const made = [...wanted.map((name) => text(name)), text('same.txt', 'another')];
    const { files, places } = await placeMade(output, made, ['table.csv']);
    const tables = path.dirname(output.table('x'));
    const found = readdirSync(tables);
    expect(found).toHaveLength(made.length);
    expect(new Set(found.map((name) => name.toLowerCase())).size).toBe(made.length);
    expect(found).toEqual(expect.arrayContaining(['.._.._out.txt', 'a_b_.txt', 'Same.txt']));
    expect(found).not.toContain('table.csv');
    expect(found.every((name) => Buffer.byteLength(name) < 240)).toBe(true);
    expect(files.map(({ name }) => readFileSync(path.join(output.root, name), 'utf8'))).toEqual(
      made.map(({ file }) => file.meaning),
    );
    expect(places).toEqual([{ name: 't', paths: files.map(({ name }) => path.join(output.root, name)) }]);
  });

  it('are shown in the page as they were written, and not if they have changed', async () => {
    const output = folder();
    const { files } = await placeMade(output, [PICTURE, text('a.txt')], []);
    const { shown, leftOut } = picturesIn(output, files);
    expect(leftOut).toBe(0);
    expect(shown).toEqual([
      expect.objectContaining({ name: 'lines.svg', title: 'A <b> & c', caption: 'Means.' }),
    ]);
    expect(shown[0]?.source).toMatch(/^data:image\/svg\+xml;base64,/);
    const file = output.table('lines.svg');
    writeFileSync(file, readFileSync(file, 'utf8').replace('Means', 'Beans'));
    expect(picturesIn(output, files)).toEqual({ shown: [], leftOut: 1 });
  });
});
