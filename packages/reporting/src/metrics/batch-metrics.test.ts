import { bytes, milliseconds } from '@ballast/resource-model';
import type { JournalRecord } from '@ballast/scheduler/journal';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchOf, EVERY_OUTCOME, header } from '../../test/journal-builder.ts';
import { type Live, liveFold } from '../live/live-fold.ts';
import { metricsText } from './batch-metrics.ts';
import type { Dialect } from './exposition.ts';

const SAMPLE: JournalRecord = {
  type: 'sample',
  at: milliseconds(1000),
  span: milliseconds(1000),
  res: bytes(1e9),
  hold: bytes(2e9),
  n: [0, 1, 0, 2, 0],
  read: bytes(5e8),
  cpu: milliseconds(1500),
  loads: 4,
  bound: 'memory',
  seats: [2, 5],
};

const outcomes = Object.fromEntries(EVERY_OUTCOME.map((outcome, i) => [`file-${i}.out`, outcome]));

function liveBatch(): Live {
  const fold = liveFold(header(EVERY_OUTCOME.length));
  for (const record of batchOf(outcomes).records) fold.take(record);
  fold.take(SAMPLE);
  return fold.read({ isRunning: false });
}

const live = liveBatch();

function textOf(dialect: Dialect, names: readonly string[] = ['fatigue']): string {
  return metricsText(
    names.map((name) => ({ ...live, name })),
    dialect,
  );
}

const SAMPLE_LINE =
  /^[a-z_]+\{(?:[a-z]+="(?:[^"\\\n]|\\["\\n])*",?)+\} (?:-?[\d.]+(?:e[+-]?\d+)?|NaN|[+-]Inf)$/;

describe('the metrics of a batch', () => {
  it('have what happened, in both dialects', () => {
    for (const dialect of ['classic', 'openmetrics'] as const) {
      const text = textOf(dialect);
      for (const line of [
        'ballast_files{batch="fatigue",status="succeeded"} 1',
        'ballast_files{batch="fatigue",status="out-of-memory"} 1',
        'ballast_memory_bytes{batch="fatigue",kind="used"} 1000000000',
        'ballast_read_bytes_total{batch="fatigue"} 500000000',
        'ballast_cpu_seconds_total{batch="fatigue"} 1.5',
        'ballast_bound_seconds_total{batch="fatigue",resource="memory"} 1',
        'ballast_load_permits{batch="fatigue"} 4',
        'ballast_seats{batch="fatigue",state="limit"} 5',
        'ballast_batch_running{batch="fatigue"} 0',
        'ballast_workers_lost_total{batch="fatigue"} 0',
        'ballast_retries_total{batch="fatigue"} 0',
      ]) {
        expect(text.split('\n')).toContain(line);
      }
    }
  });

  it('have one group of lines for each family, whatever the number of batches', () => {
    const text = textOf('classic', ['one', 'two']);
    const families = [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name);
    expect(new Set(families).size).toBe(families.length);
    expect(text).toContain('ballast_load_permits{batch="two"} 4');
  });

  it('have neither an info nor a time in the classic dialect, and an end in the other one', () => {
    const classic = textOf('classic');
    expect(classic).not.toMatch(/^# TYPE \S+ info$/m);
    expect(classic).not.toMatch(/^# (UNIT|EOF)/m);
    expect(classic).toContain('# TYPE ballast_batch_info gauge\n');
    expect(textOf('openmetrics')).toMatch(/# TYPE ballast_batch info\n[\s\S]*\n# EOF\n$/);
    for (const line of classic.trim().split('\n')) {
      if (!line.startsWith('#')) expect(line).toMatch(SAMPLE_LINE);
    }
  });

  it('are the same number of lines whatever the names are, and nothing in them is invisible', () => {
    const lines = textOf('classic').split('\n').length;
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const text = textOf('classic', [name]);
        expect(text.split('\n')).toHaveLength(lines);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there.
        expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u202e]/);
        const wrong = text
          .trim()
          .split('\n')
          .filter((line) => !line.startsWith('#') && !SAMPLE_LINE.test(line));
        expect(wrong).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});
