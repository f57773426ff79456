import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { asOnAnotherSystem, roundTime } from '../../../test/as-on-another-system.ts';
import { batchOf, LONG_TABLE, PLAIN, prepare, settleAll, writeInput } from '../../../test/small-batch.ts';
import { temporaryFolder } from '../../../test/temporary-folder.ts';
import { outputFolder } from '../../folder/layout.ts';
import { checkBatch } from '../check-batch.ts';
import type { CheckedBatch } from '../checked-batch.ts';
import { type PreparedBatch, prepareBatch } from '../prepare.ts';
import { hasInputsOf, isSeenElsewhere, seenHere } from './seen-here.ts';

const NAMES = ['a.out', 'b.out', 'c.out'];
const cut = { kind: 'cancelled', retry: 'same-demand', cause: 'interrupted' } as const;

/** A batch with one file left, as another system leaves it. */
async function leftThere(): Promise<string> {
  const folder = temporaryFolder();
  for (const name of NAMES) writeInput(folder, name);
  const prepared = await prepare(folder);
  await settleAll(prepared, { 2: cut });
  prepared[Symbol.dispose]();
  asOnAnotherSystem(prepared.output, folder);
  return folder;
}

/** As `ballast resume` does. */
async function resume(folder: string, inputs: string | null = null): Promise<PreparedBatch> {
  const { root, effectiveBatch } = outputFolder(path.join(folder, 'out'));
  const text = readFileSync(effectiveBatch, 'utf8');
  const checked = checkBatch(text, { base: root, output: root });
  expect(isSeenElsewhere(checked) || inputs !== null).toBe(true);
  return prepareBatch({ ...seenHere(checked, inputs), recorded: text }, PLAIN);
}

const kinds = ({ start }: PreparedBatch): (string | undefined)[] =>
  start.settled.outcomes.map((outcome) => outcome?.kind);

describe('a batch that another system began', () => {
  it('is continued where it was, with the results of the other one', async () => {
    const folder = await leftThere();
    const before = readFileSync(path.join(folder, 'out', 'batch.effective.yml'), 'utf8');
    using prepared = await resume(folder);
    expect(kinds(prepared)).toEqual(['succeeded', 'succeeded', undefined]);
    expect(prepared.start.movedAside).toBeNull();
    expect(prepared.start.continued).not.toBeNull();
    expect(prepared.inputDirectory).toBe(path.join(folder, 'sims'));
    // The third machine, and the first one again, find what they would have found.
    expect(readFileSync(prepared.output.effectiveBatch, 'utf8')).toBe(before);
  });

  it('is the same batch for the batch file that it was made from', async () => {
    const folder = await leftThere();
    using prepared = await prepare(folder);
    expect(kinds(prepared)).toEqual(['succeeded', 'succeeded', undefined]);
    expect(prepared.start.movedAside).toBeNull();
  });

  it('keeps its results although systems round times, and reads files again that have changed', async () => {
    const folder = await leftThere();
    const [a = '', b = ''] = NAMES.map((name) => path.join(folder, 'sims', name));
    const { inputs } = await resume(folder).then((one) => {
      one[Symbol.dispose]();
      return one;
    });
    roundTime(a, inputs[0]?.modified ?? 0);
    writeInput(folder, 'b.out', { samples: 5 });
    using prepared = await resume(folder);
    expect(kinds(prepared)).toEqual(['succeeded', undefined, undefined]);
    expect(prepared.inputs[0]?.modified).toBe(inputs[0]?.modified);
    expect(prepared.inputs[1]?.path).toBe(b);
  });

  it('gives its workers a plan with the paths of this machine', async () => {
    const folder = await leftThere();
    const prepared = await resume(folder);
    const file = prepared.listedElsewhere?.plan?.path ?? '';
    const plan = JSON.parse(readFileSync(file, 'utf8')) as { origin: { inputs: string } };
    expect(plan.origin.inputs).toBe(path.join(folder, 'sims'));
    prepared[Symbol.dispose]();
    expect(() => readFileSync(file)).toThrow();
  });

  it('is not continued by another batch file: that one begins, and moves it aside', async () => {
    const folder = await leftThere();
    using prepared = await prepare(folder, batchOf([{ ...LONG_TABLE, name: 'other' }]));
    expect(prepared.start.movedAside).not.toBeNull();
    expect(readFileSync(prepared.output.effectiveBatch, 'utf8')).toContain(path.join(folder, 'sims'));
  });

  it('needs the folder of its inputs, if that is not beside the output folder any more', async () => {
    const folder = await leftThere();
    const other = path.join(folder, 'elsewhere');
    mkdirSync(other);
    renameSync(path.join(folder, 'sims'), path.join(other, 'sims'));
    await expect(resume(folder)).rejects.toMatchObject({
      code: 'PLACE_UNKNOWN',
      hint: expect.stringContaining(`ballast resume "${path.join(folder, 'out')}" --inputs`),
    });
    using prepared = await resume(folder, path.join(other, 'sims'));
    expect(kinds(prepared)).toEqual(['succeeded', 'succeeded', undefined]);
  });
});

describe('a batch whose folder was moved', () => {
  async function moved(): Promise<string> {
    const folder = temporaryFolder();
    for (const name of NAMES) writeInput(path.join(folder, 'before'), name);
    const prepared = await prepare(path.join(folder, 'before'));
    await settleAll(prepared, { 2: cut });
    prepared[Symbol.dispose]();
    renameSync(path.join(folder, 'before'), path.join(folder, 'after'));
    return path.join(folder, 'after');
  }

  it('is continued there', async () => {
    const folder = await moved();
    using prepared = await resume(folder);
    expect(kinds(prepared)).toEqual(['succeeded', 'succeeded', undefined]);
    expect(prepared.start.movedAside).toBeNull();
  });

  it('is another batch if the first one is still where it was', async () => {
    const folder = await moved();
    const before = path.join(folder, '..', 'before');
    mkdirSync(path.join(before, 'out'), { recursive: true });
    const output = outputFolder(path.join(folder, 'out'));
    const checked = checkBatch(readFileSync(output.effectiveBatch, 'utf8'), { output: output.root });
    expect(isSeenElsewhere(checked)).toBe(false);
    rmSync(before, { recursive: true });
  });
});

it('knows a folder by one input of the same size, and takes any for a batch that has listed none', () => {
  const folder = temporaryFolder();
  writeInput(folder, 'a.out');
  const directory = path.join(folder, 'sims');
  const size = readFileSync(path.join(directory, 'a.out')).length;
  const listed = [
    { file: 'gone.out', size: 3 },
    { file: 'a.out', size },
  ];
  expect(hasInputsOf(directory, listed)).toBe(true);
  expect(hasInputsOf(directory, [{ file: 'a.out', size: size + 1 }])).toBe(false);
  expect(hasInputsOf(directory, [])).toBe(true);
});

it('has the paths of this machine for everything that a batch names', async () => {
  const folder = temporaryFolder();
  writeInput(folder, 'a.out');
  mkdirSync(path.join(folder, 'lib'));
  const isWindows = path.sep === '\\';
  const share = isWindows ? '/mnt/projects' : 'P:';
  const at = (...names: string[]): string => [share, ...names].join(isWindows ? '/' : '\\');
  const checked = (library: string, tablesFolder: string): CheckedBatch => {
    const places = { inputs: { directory: at('sims') }, output: at('out'), tablesFolder };
    const batch = { ...batchOf(), reader: 'orcaflex', orcaflex: { library }, ...places };
    return checkBatch(
      {
        ...batch,
        tables: [{ ...LONG_TABLE, columns: [{ object: 'A', variable: 'X', statistics: ['max'] }] }],
      },
      { output: path.join(folder, 'out') },
    );
  };
  const { batch } = seenHere(checked(at('lib'), at('tables')));
  expect(batch.orcaflex?.library).toBe(path.join(folder, 'lib'));
  expect(batch.tablesFolder).toBe(path.join(folder, 'tables'));
  // A library of the other system is of no use here.
  expect(seenHere(checked(at('none'), at('tables'))).batch.orcaflex?.library).toBeNull();
  const far = isWindows ? '/srv/tables' : 'D:\\tables';
  expect(() => seenHere(checked(at('lib'), far))).toThrow(/`tablesFolder`/);
});
