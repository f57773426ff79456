import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readHistory } from '../../src/learned/history-file.ts';
import { BUILT_PACKAGE, startProgram } from '../processes.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const WRITER = `
  import { writeHistory } from '${BUILT_PACKAGE}';
  const [folder, plan] = process.argv.slice(1);
  for (let turn = 0; turn < 25; turn += 1) {
    const models = { turn, filler: 'x'.repeat(20_000) };
    await writeHistory(folder, { records: [{ machine: 'm', reader: 'r', plan, models, makespans: [] }] });
  }
  console.log('done');
`;

it('two processes that write the history at once leave it whole at every moment', async () => {
  const folder = temporaryFolder();
  const writers = ['one', 'two'].map((plan) => startProgram(WRITER, folder, plan));
  let running = true;
  const ended = Promise.all(writers.map((writer) => writer.line())).finally(() => {
    running = false;
  });
  const warnings: (string | null)[] = [];
  while (running) warnings.push((await readHistory(folder)).warning);
  expect(await ended).toEqual(['done', 'done']);
  expect(warnings.filter((warning) => warning !== null)).toEqual([]);
  const { history } = await readHistory(folder);
  expect(history.records.map(({ models }) => (models as { turn: number }).turn)).toContain(24);
  expect(readdirSync(folder)).toEqual(['history.json']);
});
