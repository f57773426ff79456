import { bytes, milliseconds } from '@ballast/resource-model';
import type { RecordOf } from '@ballast/scheduler/journal';
import { describe, expect, it } from 'vitest';
import { failed, header, type JournalBuilder, journal, succeeded } from '../../test/journal-builder.ts';
import type { Alert } from './figures.ts';
import { journalFigures } from './figures-fold.ts';

const GIB = 2 ** 30;
const CUT = failed({ code: 'FILE_CUT', message: 'it ends early' });

function alerts({ records }: JournalBuilder): Pick<Alert, 'code' | 'since' | 'until'>[] {
  const inputs = records.filter(({ type }) => type === 'input').length;
  return journalFigures({ header: header(inputs), records }).alerts.map(({ code, since, until }) => ({
    code,
    since,
    until,
  }));
}

function samples(count: number, from: number, more: Partial<RecordOf<'sample'>>): RecordOf<'sample'>[] {
  return Array.from({ length: count }, (_, i) => ({
    type: 'sample',
    at: milliseconds(from + 1000 * (i + 1)),
    span: milliseconds(1000),
    res: bytes(0),
    hold: bytes(0),
    n: [0, 0, 0, 1, 0],
    read: bytes(0),
    cpu: milliseconds(0),
    loads: 1,
    bound: 'none',
    ...more,
  }));
}

describe('alerts', () => {
  it('are raised while memory is near its budget for ten seconds, not for nine', () => {
    const near = { res: bytes(7.9 * GIB) };
    const built = journal()
      .input('a')
      .add(...samples(9, 0, near), ...samples(1, 9000, {}));
    expect(alerts(built)).toEqual([]);
    built.add(...samples(12, 10_000, near), ...samples(1, 22_000, {}));
    expect(alerts(built)).toEqual([{ code: 'memory-near-budget', since: 10_000, until: 22_000 }]);
  });

  it('are raised while the storage binds and delivers less than half of its best', () => {
    const slow = samples(61, 1000, { bound: 'storage', read: bytes(GIB) });
    const built = journal()
      .input('a')
      .add(...samples(1, 0, { read: bytes(3 * GIB) }), ...slow);
    expect(alerts(built)).toEqual([{ code: 'slow-storage', since: 1000, until: null }]);
  });

  it('are raised by five files in a row with one fault, and by three lost workers', () => {
    const built = journal();
    for (let task = 0; task < 6; task += 1) built.input(`${task}`);
    for (let task = 0; task < 6; task += 1)
      built.admitted(task, task).settled(task + 1, task, task === 0 ? succeeded() : CUT);
    expect(alerts(built.ended(7))).toEqual([{ code: 'failures', since: 6, until: null }]);
    const losses = [1, 2, 3].map(
      (at) => ({ type: 'worker-lost', worker: at, exitCode: 1, signal: null, at }) as const,
    );
    const lost = journal()
      .input('a')
      .add(...losses.map((one) => ({ ...one, at: milliseconds(one.at) })));
    expect(alerts(lost)).toEqual([{ code: 'workers-lost', since: 3, until: null }]);
  });

  it('are raised if nothing settles for a minute and four times the longest so far', () => {
    const built = journal().input('a').input('b').admitted(0, 0).settled(10_000, 0).admitted(10_000, 1);
    expect(alerts(built.add(...samples(1, 60_000, {})))).toEqual([]);
    expect(alerts(built.add(...samples(1, 70_000, {})))).toEqual([
      { code: 'nothing-settles', since: 10_000, until: null },
    ]);
  });
});
