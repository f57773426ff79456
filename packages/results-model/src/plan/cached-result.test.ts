import { describe, expect, it } from 'vitest';
import { column, link, range, staticOf, table } from '../../test/specs.ts';
import type { ColumnSpec } from '../table/columns/column-spec.ts';
import { missingPlan, sameSamples } from './cached-result.ts';
import { planReads } from './plan-reads.ts';

const planOf = (...columns: ColumnSpec[]) => planReads([table('wide', ...columns)]);

describe('the part that a cached result lacks', () => {
  it('is nothing for other statistics, labels, orders and layouts of the same series', () => {
    const cached = planOf(column('Wave'), column('Surge'));
    const labelled = column('Wave', { statistics: ['kurt'], label: 'eta' });
    expect(missingPlan(cached, planReads([table('long', column('Surge'), labelled)]))).toBeNull();
  });

  it('is only the new series, or a known one in another period or transformed', () => {
    const late = column('Wave', { period: range(1, 2) });
    const doubled = column('Wave', { transform: { sqrt: false, factor: 2, offset: 0 } });
    const missing = missingPlan(
      planOf(column('Wave')),
      planOf(column('Wave'), late, column('Surge'), doubled),
    );
    expect(missing?.keys).toMatchObject([
      { variable: 'Wave', period: { kind: 'range' } },
      { variable: 'Surge' },
      { variable: 'Wave', transform: { factor: 2 } },
    ]);
  });

  it('is a new link with all of its series, whose samples it needs, and new values alone', () => {
    const cached = planReads([table('wide', column('Wave')), table('linked', link('Surge', ['Wave']))]);
    const plan = planReads([
      table('wide', staticOf('Tension')),
      table('linked', link('Surge', ['Wave']), link('Wave', ['Heave'])),
    ]);
    expect(missingPlan(cached, plan)).toMatchObject({
      keys: [{ variable: 'Wave' }, { variable: 'Heave' }],
      values: [{ variable: 'Tension' }],
      links: [{ driver: 0, linked: [1] }],
    });
  });

  it('is a table of time series unless one with the same lines exists, whatever its number', () => {
    const samples = (...columns: ColumnSpec[]) => table('time-series', ...columns);
    const cached = planReads([samples(column('Wave')), samples(column('Wave'), column('Surge'))]);
    const same = planReads([samples(column('Wave'), column('Surge', { statistics: ['mean'] }))]);
    expect(missingPlan(cached, same)).toBeNull();
    const [first] = same.samples;
    expect(first && sameSamples(cached, same, first)?.table).toBe(1);
    const other = planReads([samples(column('Surge')), samples(column('Wave', { label: 'eta' }))]);
    expect(missingPlan(cached, other)).toMatchObject({
      keys: [{ variable: 'Surge' }, { variable: 'Wave' }],
      samples: [
        { table: 0, columns: [{ key: 0 }] },
        { table: 1, columns: [{ key: 1 }] },
      ],
    });
  });
});
