import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Dialect } from '@ballast/reporting';
import { forTerminal } from '@ballast/text';
import { describe, expect, it } from 'vitest';
import { watchBatch } from '../../src/index.ts';
import { metricsOf } from '../../src/metrics-file/metrics-of.ts';
import { endOf, growingJournal, JOURNAL, runOf, temporaryFolder } from '../journals.ts';

const SCRIPT = fileURLToPath(new URL('../parse-metrics.py', import.meta.url));
const NOT_INSTALLED = 3;

type Family = readonly [
  name: string,
  kind: string,
  samples: readonly (readonly [string, Record<string, string>, number, number | null])[],
];

function parsed(text: string, dialect: Dialect): readonly Family[] {
  const done = spawnSync('python3', [SCRIPT, dialect], { input: text, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(done.stderr);
  return JSON.parse(done.stdout) as readonly Family[];
}

function canParse(): boolean {
  const { status } = spawnSync('python3', [SCRIPT, 'classic'], { input: '' });
  if (status === 0) return true;
  const why =
    status === NOT_INSTALLED
      ? 'prometheus_client is not installed (pip install prometheus_client)'
      : 'there is no python3';
  process.stdout.write(`skipped: metrics are not compared with the reference parser: ${why}\n`);
  return false;
}

/** Checks metrics if the tool is there. */
const PROMTOOL = spawnSync('promtool', ['--version']).status === 0;

const HOSTILE = 'a"b\\c\nd\u001b[31m\u202egpj.exe{}=,# TYPE é';

function textOf(dialect: Dialect): string {
  using folder = temporaryFolder();
  const journal = growingJournal(folder.path, 3, { batch: HOSTILE, host: HOSTILE });
  journal.append([...runOf(0, 0), ...runOf(1, 100, HOSTILE), ...runOf(2, 200), endOf(3, 400)]);
  journal.close();
  const watched = watchBatch(folder.path, JOURNAL);
  watched.look();
  return metricsOf([watched], dialect);
}

describe.runIf(canParse())('the reference parser', () => {
  it.each(['classic', 'openmetrics'] as const)(
    'reads the %s dialect, and gives back a hostile name',
    (dialect) => {
      const families = parsed(textOf(dialect), dialect);
      const samples = families.flatMap(([, , all]) => all);
      expect(families.length).toBeGreaterThanOrEqual(12);
      for (const [, labels, , time] of samples) {
        expect(labels.batch).toBe(forTerminal(HOSTILE));
        expect(time).toBeNull();
      }
      const countOf = (name: string, status: string): number | undefined =>
        samples.find(([own, labels]) => own === name && labels.status === status)?.[2];
      expect(countOf('ballast_files', 'succeeded')).toBe(2);
      expect(countOf('ballast_files', 'failed')).toBe(1);
      const kinds = families.map(([, kind]) => kind);
      expect(kinds.includes('info')).toBe(dialect === 'openmetrics');
    },
  );
});

describe.runIf(PROMTOOL)('promtool', () => {
  it('has nothing to say about the names', () => {
    const done = spawnSync('promtool', ['check', 'metrics'], { input: textOf('classic'), encoding: 'utf8' });
    expect(done).toMatchObject({ status: 0, stderr: '' });
  });
});
