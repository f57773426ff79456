import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ballast, temporaryFolder, writeBatch } from '../support/run-ballast.ts';

const TEN_MISTAKES = `version: 2
batch: [not, text]
reader: openfats
inputs: { directory: ./sims, inculde: ["**/*.outb"] }
output: ./out
resources: { memory: 150%, workers: -3, timeout: 20 }
tables:
  - name: a/b
    layout: tall
    columns:
      - { variable: TwrBsMyt, statistics: [min, maximus] }
      - { variable: TwrBsMyt, statistics: [min], period: [600, 100] }
`;

describe('a batch file', () => {
  it('with ten mistakes gets one message with line and column for each, and no output folder', async () => {
    using folder = temporaryFolder();
    const batch = writeBatch(folder.path, TEN_MISTAKES);
    const ended = await ballast(['run', batch]);
    expect(ended.code).toBe(3);
    const lines = ended.stderr.split('\n').filter((line) => line !== '');
    const messages = lines.filter((line) => /^ {2}\S*batch\.yml:\d+:\d+ {2}\S/.test(line));
    expect(messages.length).toBeGreaterThanOrEqual(10);
    expect(lines).toEqual([
      expect.stringMatching(new RegExp(`batch\\.yml has ${messages.length} mistakes \\(BATCH_INVALID\\)$`)),
      ...messages,
      expect.stringMatching(/^ {2}next: correct the batch/),
    ]);
    for (const line of messages) expect(line.match(/batch\.yml:\d+:\d+/g)).toHaveLength(1);
    expect(ended.stderr).not.toContain('\\u{');
    const places = [...ended.stderr.matchAll(/batch\.yml:(\d+):(\d+)/g)].map((match) => Number(match[1]));
    expect(places.length).toBeGreaterThanOrEqual(10);
    expect(new Set(places)).toEqual(new Set([1, 2, 3, 4, 6, 8, 9, 11, 12]));
    expect(ended.stderr).toContain('include');
    expect(existsSync(path.join(folder.path, 'out'))).toBe(false);
  });

  it('with one mistake gets a message in the singular', async () => {
    using folder = temporaryFolder();
    const ended = await ballast(['run', writeBatch(folder.path, 'version: 1\nbatch: [')]);
    expect(ended.code).toBe(3);
    expect(ended.stderr).toMatch(/has 1 mistake \(BATCH_INVALID\)\n {2}\S+batch\.yml:/);
  });

  it('that does not exist leads to the configuration code and a hint', async () => {
    const ended = await ballast(['run', 'no-such-batch.yml']);
    expect(ended.code).toBe(3);
    expect(ended.stderr).toContain('no-such-batch.yml');
  });

  it('whose patterns match nothing leads to no output folder', async () => {
    using folder = temporaryFolder();
    mkdirSync(path.join(folder.path, 'sims'));
    const text = `version: 1
batch: empty
reader: openfast
inputs: { directory: ./sims }
output: ./out
tables: [{ name: t, layout: wide, columns: [{ variable: A, statistics: [max] }] }]
`;
    const ended = await ballast(['run', writeBatch(folder.path, text)]);
    expect(ended.code).toBe(3);
    expect(ended.stderr).toContain('matches');
    expect(existsSync(path.join(folder.path, 'out'))).toBe(false);
  });
});

describe('the command line', () => {
  it('prints its version and examples', async () => {
    const version = await ballast(['--version']);
    expect(version).toMatchObject({ code: 0 });
    expect(version.stdout).toMatch(/^\d+\.\d+\.\d+/);
    const help = (await ballast(['--help'])).stdout;
    expect(help).toContain('ballast run batch.yml');
    expect(help).toContain('2 usage, 3 configuration, 5 the output could');
  });

  it('prints the JSON Schema of batch files', async () => {
    const ended = await ballast(['schema']);
    expect(JSON.parse(ended.stdout)).toMatchObject({
      type: 'object',
      properties: { reader: expect.anything() },
    });
  });

  it('is refused if it asks for a logging of OrcaFlex that does not exist', async () => {
    using folder = temporaryFolder();
    const text = `reader: orcaflex
inputs: ./sims
tables: [{ name: t, layout: wide, columns: [{ object: V, variable: X, statistics: [max] }] }]
`;
    const ended = await ballast(['run', writeBatch(folder.path, text), '--logging', 'fast']);
    expect(ended.code).toBe(3);
    expect(ended.stderr).toContain('default, virtual, memory, disk');
  });

  it('ends with the usage code on an unknown option', async () => {
    const ended = await ballast(['run', 'x.yml', '--wrokers', '3']);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('--workers');
    expect((await ballast(['rnu', 'x.yml'])).code).toBe(2);
    expect((await ballast(['resume'])).code).toBe(2);
  });
});

describe('the text of a batch file', () => {
  const TEXT = `version: 1
batch: b
reader: openfast
inputs: { directory: ./sims }
output: ./out
tables:
  - { name: t, layout: wide, columns: [{ variable: X, label: L, statistics: [max] }] }
`;

  it('is refused if the names of a batch, a table and a column have invisible characters, which are shown', async () => {
    using folder = temporaryFolder();
    const hidden = TEXT.replace('batch: b', 'batch: b\u200b')
      .replace('name: t,', 'name: "t\u202egpj",')
      .replace('label: L,', 'label: "\u2066L",');
    const ended = await ballast(['run', writeBatch(folder.path, hidden)]);
    expect(ended.code).toBe(3);
    for (const place of ['2:8', '7:13', '7:68']) expect(ended.stderr).toContain(`batch.yml:${place}  `);
    expect(ended.stderr.match(/without invisible characters.*\\u2/g)).toHaveLength(3);
    expect(ended.stderr).not.toMatch(/[\u200b\u202e\u2066]/);
  });

  it.each([
    ['another encoding', Buffer.from(TEXT.replace('label: L', 'label: gr\u00f6sse'), 'latin1'), ':7:64  '],
    ['UTF-16', Buffer.from(`\ufeff${TEXT}`, 'utf16le'), 'UTF-16'],
  ])('is refused in %s, also as a digitalmodel configuration', async (_, content, says) => {
    using folder = temporaryFolder();
    const file = path.join(folder.path, 'batch.yml');
    writeFileSync(file, content);
    for (const args of [['run'], ['plan'], ['import']]) {
      const ended = await ballast([...args, file]);
      expect(ended.code).toBe(3);
      expect(ended.stderr).toContain(says);
      expect(ended.stderr).toContain('save the file as UTF-8');
    }
  });
});
