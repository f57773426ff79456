import { describe, expect, it } from 'vitest';
import { effectiveYaml } from '../../convert/effective-yaml.ts';
import { parseBatch } from '../../parse-batch.ts';

const REST = `version: 1
batch: a
reader: openfast
inputs: { directory: sims }
output: out
tables: [{ name: t, layout: long, columns: [{ variable: "*" }] }]
`;

function parsed(more: string): ReturnType<typeof parseBatch> {
  return parseBatch({ text: `${REST}${more}`, source: 'b.yml' });
}

describe('what a batch file says about the report', () => {
  it('is kept as it was written, and does not change a batch that says nothing', () => {
    const notes = 'First.\n\nSecond: <b>bold</b>.\n';
    const said = parsed(
      `title: Spar\nclient: "A & B"\nlogo: ./logo.png\nnotes: |\n  First.\n\n  Second: <b>bold</b>.\n`,
    );
    expect(said).toMatchObject({
      ok: true,
      batch: { report: { title: 'Spar', client: 'A & B', logo: './logo.png', notes } },
    });
    const plain = parsed('');
    if (!plain.ok) throw new Error('the batch is not valid');
    expect(effectiveYaml(plain.batch)).not.toMatch(/title|client|logo|notes/);
  });

  it.each([
    ['title: "a\\u202eb"', 'the title of the report without invisible characters'],
    ['title: 5', 'the title of the report'],
    [`client: ${'x'.repeat(201)}`, 'at most 200 characters'],
    ['notes: "a\\e[31m"', 'notes as text without invisible characters'],
    [`notes: ${'x'.repeat(20_001)}`, 'at most 20000 characters'],
    ['logo: ""', 'the path of a picture'],
  ])('refuses %s', (text, expected) => {
    const result = parsed(text);
    expect(result.ok ? [] : result.issues.map(({ message }) => message)).toEqual([
      expect.stringContaining(expected),
    ]);
  });
});
