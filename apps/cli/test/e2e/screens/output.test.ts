import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { recorded } from '../support/journal-of.ts';
import {
  ballast,
  quoted,
  readTable,
  startBallast,
  temporaryFolder,
  tool,
  writeBatch,
} from '../support/run-ballast.ts';

const BIN = fileURLToPath(new URL('../../../dist/bin.js', import.meta.url));
const FULL = '/dev/full';

const batchText = (include: string, tables: number): string => `version: 1
batch: output
reader: openfast
inputs: { directory: ./sims, include: [${quoted(include)}] }
output: ./out
tables:
${Array.from({ length: tables }, (_, i) => `  - { name: t${i}, layout: long, columns: [{ variable: "*", statistics: all }] }`).join('\n')}
`;

async function makeFiles(folder: string, ...options: readonly string[]): Promise<string[]> {
  await tool('openfast-files', ['--out', folder, '--rows', '50', '--channels', '20', ...options]);
  return readdirSync(folder).toSorted();
}

/** Runs the command with standard output going to a file or device; returns its exit code and standard error. */
async function into(
  target: string,
  args: readonly string[],
): Promise<{ code: number | null; stderr: string }> {
  const out = openSync(target, 'w');
  const child = spawn(process.execPath, [BIN, ...args], { stdio: ['ignore', out, 'pipe'] });
  closeSync(out);
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, stderr };
}

describe('standard output', () => {
  it.runIf(existsSync(FULL))('gives a message and code 1 if it cannot be written', async () => {
    const ended = await into(FULL, ['schema']);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(/^ballast: standard output cannot be written: ENOSPC[^\n]*\n$/);
  });

  it('may be closed by its reader without a message', async () => {
    const { child, ended } = startBallast(['schema']);
    child.stdout?.destroy();
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('a quiet batch', () => {
  it('names what did not succeed and prints no warnings', async () => {
    using folder = temporaryFolder();
    const sims = path.join(folder.path, 'sims');
    const [first = '', second = ''] = await makeFiles(sims, '--files', '2', '--format', 'out');
    const whole = readFileSync(path.join(sims, first)).length;
    truncateSync(path.join(sims, first), whole - 30);
    const batch = writeBatch(folder.path, batchText('*', 1));
    const ended = await ballast(['run', batch, '--quiet', '--no-history']);
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr.split('\n')).toEqual([
      expect.stringMatching(/^1 file ended early or was used only in part:$/),
      expect.stringContaining(`  ${first}: `),
      '',
    ]);
    const statuses = readTable(path.join(folder.path, 'out', 'tables', 't0.csv')).map(
      ({ file, status }) => `${file} ${status}`,
    );
    expect(new Set(statuses)).toEqual(new Set([`${first} partial`, `${second} succeeded`]));
    const loud = await ballast(['run', batch, '--no-history', '--json']);
    expect(loud.stderr).toContain(`LAST_LINE_CUT: ${first}: `);
    expect(JSON.parse(loud.stdout)).toMatchObject({ exitReason: 'some-did-not' });
  });
});

describe.runIf(process.platform !== 'win32')('a signal while the tables are written', () => {
  it('loses neither tables nor report', async () => {
    using folder = temporaryFolder();
    await makeFiles(path.join(folder.path, 'sims'), '--files', '60', '--format', 'outb4');
    const batch = writeBatch(folder.path, batchText('*', 40));
    const { child, ended } = startBallast(['run', batch, '--no-history']);
    const out = path.join(folder.path, 'out');
    const tables = path.join(out, 'tables');
    // Nothing runs any more, and the tables are written: from here on until the report exists.
    await recorded(out, 'ended', 1);
    child.kill('SIGINT');
    const { code, stderr } = await ended;
    expect(code).toBe(0);
    expect(stderr.split('the batch has ended; writing the tables').length).toBeLessThanOrEqual(2);
    expect(readdirSync(tables).toSorted()).toEqual(
      Array.from({ length: 40 }, (_, i) => `t${i}.csv`).toSorted(),
    );
    const report = JSON.parse(readFileSync(path.join(out, 'report.json'), 'utf8')) as unknown;
    expect(report).toMatchObject({ exitReason: 'all-succeeded', ending: 'complete' });
  });
});
