import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isFault } from '@ballast/resource-model';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { subjectOf } from '../src/core/board.ts';
import type { TaskRecord } from '../src/core/record.ts';
import { memoryLog } from '../src/log/memory-log.ts';
import { settlementOf } from '../src/node/board-view.ts';
import { driveMember } from '../src/node/drive-member.ts';
import { checkBatchRecord } from '../src/records/batch-record.ts';
import { checkRecord } from '../src/records/check.ts';
import { isInside } from '../src/records/names.ts';
import { folderOf } from '../src/settings/roots.ts';
import { boardStatus } from '../src/status/board-status.ts';
import { nodesStatus } from '../src/status/nodes-status.ts';

const SHA = 'ab'.repeat(32);
const OWN = { v: 1, id: 'x.1' };
const LIFE = { node: 'a', life: 1 };
const FILE = { name: '.ballast/results/3-1-0.json', bytes: 10, sha256: SHA };
const MEASURES = { highWater: null, loadTime: 1, computeTime: 1, bytesRead: 1 };
const OUTCOME = {
  outcome: {
    ...{ kind: 'succeeded', retry: 'never', result: FILE.name, files: [FILE] },
    ...{ problems: 0, notes: [], completeness: 'complete' },
  },
  ...{ measures: MEASURES, reserved: 1, observedHighWater: null },
};
const RECORDS: readonly Record<string, unknown>[] = [
  { ...OWN, ...LIFE, type: 'claimed', task: 3, attempt: 1 },
  { ...OWN, ...LIFE, type: 'settled', task: 3, attempt: 1, outcome: JSON.stringify(OUTCOME), result: FILE },
  { ...OWN, type: 'returned', task: 3, because: 'gone', by: 'a' },
  { ...OWN, type: 'voided', task: 3, because: 'torn' },
  { ...OWN, ...LIFE, type: 'alive', beat: 1, process: 'p', budget: 8e9, cores: 4, silence: 30_000 },
  { ...OWN, ...LIFE, type: 'dead', by: 'b' },
  { ...OWN, ...LIFE, type: 'held', pool: 'orcaflex', seat: 1 },
  { ...OWN, ...LIFE, type: 'free', pool: 'orcaflex', seat: 1 },
];
const OPENED: Record<string, unknown> = {
  ...{ ...OWN, type: 'opened', name: 'n', batchHash: SHA, planHash: SHA, inputs: 3, tasks: 3, parts: 1 },
  ...{
    reader: 'openfast',
    versions: {},
    resultVersion: 1,
    product: 'ballast 1',
    task: null,
    nonce: 'ab'.repeat(16),
  },
  ...{ input: { root: 'r', path: 'in' }, output: { root: 'r', path: 'out' }, seats: null },
  times: { sign: 1, fence: 3, silence: 6 },
};

/** Pieces of names that lead elsewhere on some system. */
const PART = fc.constantFrom(
  ...[
    '..',
    '.',
    '',
    'in',
    'link',
    'C:',
    'C:x',
    '\\',
    '..\\..',
    '\\\\nas\\x',
    'nul',
    'a:b',
    'a ',
    'a.',
    '\u0000',
    '\u202e',
    '~',
    '%2e%2e',
  ],
);
const NAME = fc.oneof(
  fc.string(),
  fc.array(PART, { maxLength: 5 }).map((parts) => parts.join('/')),
  fc.constantFrom('/etc/passwd', '../../x', '.ballast/../../x', 'x'.repeat(5000)),
);
const VALUE = fc.oneof(NAME, fc.jsonValue(), fc.constantFrom(-1, 1.5, 1e308, 2 ** 53, '__proto__', null));

/** A record with a field that is replaced, added or missing; or no record at all. */
const mangled = (records: readonly Record<string, unknown>[]): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 1, arbitrary: fc.oneof(fc.string(), fc.json()) },
    {
      weight: 6,
      arbitrary: fc.constantFrom(...records).chain((record) =>
        fc
          .tuple(fc.oneof(fc.constantFrom(...Object.keys(record)), fc.string()), fc.option(VALUE))
          .map(([key, value]) => {
            const { [key]: _, ...rest } = record;
            return JSON.stringify(value === null ? rest : { ...rest, [key]: value });
          }),
      ),
    },
  );
const SUBJECT = fc.constantFrom(
  't.3',
  't.4',
  'node.a',
  'node.me',
  'seat.orcaflex.1',
  'ctl',
  'open',
  'in.1',
  't.',
  'x',
);

/** Some thousands of runs reach every kind of record. */
export function hostileRecords(runs: number): void {
  it('neither end a node nor become part of what it believes, and it works on', async () => {
    const log = memoryLog();
    const last = new Map<string, number>();
    const texts = fc.sample(fc.tuple(SUBJECT, mangled(RECORDS)), { numRuns: runs, seed: 25 });
    let accepted = 0;
    for (const [subject, text] of texts) {
      const answer = await log.append(subject, text, last.get(subject) ?? 0);
      if (answer.kind === 'appended') last.set(subject, answer.seq);
      const checked = checkRecord(text);
      if (checked.ok && subjectOf(checked.record) === subject) accepted += 1;
    }
    const refused = new Set<string>();
    let counted = 0;
    const node = driveMember({
      config: {
        ...{ node: 'me', process: 'me-1', sign: 50, fence: 5000, silence: 10_000 },
        ...{ budget: 1, cores: 1 },
      },
      log,
      refused: (subject) => refused.add(subject),
      order: (order) => {
        if (order.type === 'counted') counted += 1;
        if (order.type !== 'run') return;
        node.tell({ type: 'ended', task: order.task, end: { kind: 'settled', outcome: '{}', result: null } });
      },
    });
    await expect.poll(() => node.member.isJoined, { timeout: 60_000 }).toBe(true);
    node.tell({ type: 'want', task: 777, attempt: 1, needsSeat: false });
    await expect.poll(() => counted, { timeout: 60_000 }).toBe(1);
    await node.stop();
    expect(refused.size).toBeGreaterThan(5);
    expect(accepted).toBeGreaterThan(0);
    const { board } = node.member;
    for (const { record } of [...board.tasks.values(), ...board.nodes.values(), ...board.seats.values()])
      expect(checkRecord(JSON.stringify(record))).toEqual({ ok: true, record });
    const all = texts.map(([subject, text]) => ({ subject, text, age: 0 }));
    expect(boardStatus('b', all).refused).toBeGreaterThan(0);
    expect(nodesStatus(all).refused).toBeGreaterThan(0);
  });

  it('of a settlement never name a file outside of the output folder', () => {
    const outcomes = [OUTCOME.outcome, { ...OUTCOME.outcome, files: [FILE, FILE] }];
    const texts = fc.oneof(
      mangled([OUTCOME]),
      mangled(outcomes).map((outcome) => JSON.stringify({ ...OUTCOME, outcome: parsed(outcome) })),
      NAME.map((name) => textWith([FILE, { ...FILE, name }])),
      NAME.map((name) => textWith([{ ...FILE, name }])),
    );
    const settled = { ...OWN, ...LIFE, type: 'settled', task: 3, attempt: 1, result: FILE } as const;
    expect(
      settlementOf({ seq: 1, record: { ...settled, outcome: textWith([FILE]) } as TaskRecord }),
    ).toBeTypeOf('object');
    fc.assert(
      fc.property(texts, (outcome) => {
        const settlement = settlementOf({ seq: 1, record: { ...settled, outcome } as TaskRecord });
        if (typeof settlement === 'string' || settlement.outcome.kind !== 'succeeded') return;
        const { files = [], result } = settlement.outcome;
        for (const name of [...files.map((file) => file.name), ...(result === null ? [] : [result])])
          expect(isInside(name), JSON.stringify(name)).toBe(true);
      }),
      { numRuns: runs },
    );
  });
}

const textWith = (files: readonly object[]): string =>
  JSON.stringify({ ...OUTCOME, outcome: { ...OUTCOME.outcome, files } });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export function hostilePlaces(runs: number): void {
  const scratch = realpathSync(mkdtempSync(path.join(tmpdir(), 'ballast-roots-')));
  const root = path.join(scratch, 'root');
  mkdirSync(root);
  for (const folder of ['in', 'out']) mkdirSync(path.join(root, folder));
  mkdirSync(path.join(scratch, 'elsewhere'));
  symlinkSync(path.join(scratch, 'elsewhere'), path.join(root, 'link'), 'junction');
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  it('in a record of a batch never lead out of a root, whatever is written', () => {
    const settings = { roots: new Map([['r', root]]), path: 'fleet.yml' };
    const places = fc.record({ root: fc.oneof(fc.constant('r'), NAME), path: NAME });
    let opened = 0;
    fc.assert(
      fc.property(fc.oneof(places, fc.constant({ root: 'r', path: 'in' })), (place) => {
        const checked = checkBatchRecord(JSON.stringify({ ...OPENED, input: place }));
        if (!checked.ok || checked.record.type !== 'opened') return;
        try {
          const folder = realpathSync(folderOf(checked.record.input, settings));
          expect(folder === root || folder.startsWith(`${root}${path.sep}`)).toBe(true);
          opened += 1;
        } catch (error) {
          if (!isFault(error)) throw error;
        }
      }),
      { numRuns: runs },
    );
    expect(opened).toBeGreaterThan(runs / 100);
    expect(() => folderOf({ root: 'r', path: 'link' }, settings)).toThrow(/leads out of the root/);
  });

  it('in a list of inputs are refused, and so are lists of anything else', () => {
    const list = { ...OWN, type: 'inputs', files: [{ task: 1, file: 'in/a.outb', size: 3, modified: 1 }] };
    expect(checkBatchRecord(JSON.stringify(list)).ok).toBe(true);
    fc.assert(
      fc.property(fc.oneof(NAME, VALUE), (file) => {
        const checked = checkBatchRecord(JSON.stringify({ ...list, files: [{ ...list.files[0], file }] }));
        expect(checked.ok).toBe(typeof file === 'string' && isInside(file) && file.length <= 4000);
      }),
      { numRuns: runs },
    );
    fc.assert(
      fc.property(mangled([list, OPENED]), (text) => {
        const checked = checkBatchRecord(text);
        if (checked.ok) expect(['inputs', 'opened']).toContain(checked.record.type);
      }),
      { numRuns: runs },
    );
  });
}
