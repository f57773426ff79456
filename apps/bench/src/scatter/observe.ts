import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { openfast } from '@ballast/openfast';
import type { HighWaterObservation } from '@ballast/resource-model';
import { planBytes, planReads, WHOLE } from '@ballast/results-model';
import { readJournal } from '@ballast/scheduler/journal';
import type { ReaderName } from '../scenario/columns.ts';
import { BALLAST, standIn } from '../stand-in.ts';
import type { Scene } from './scenes.ts';

/** Runs a batch over the files of a scene; what was known about each file, and its high-water mark. */
export function observe(
  scene: Scene,
  place: { readonly files: string; readonly work: string },
): HighWaterObservation[] {
  const batch = path.join(place.work, 'batch.yml');
  writeFileSync(batch, batchText(scene, place.files));
  const out = path.join(place.work, 'out');
  const args = [BALLAST, 'run', batch, '--out', out, '--no-history', '--quiet', '--fresh'];
  const done = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (done.error !== undefined) throw done.error;
  return attemptsIn(path.join(out, 'journal.ndjson'), scene, place.files);
}

function attemptsIn(journal: string, scene: Scene, files: string): HighWaterObservation[] {
  const inputs = new Map<number, { readonly file: string; readonly size: number }>();
  const workers = new Map<number, number>();
  const kept = new Map<number, number>();
  const seen: HighWaterObservation[] = [];
  for (const record of readJournal(journal).records) {
    if (record.type === 'input') inputs.set(record.task, record);
    if (record.type === 'admitted') workers.set(record.task, record.worker);
    if (record.type !== 'settled' || record.outcome.kind !== 'succeeded') continue;
    const worker = workers.get(record.task) ?? 0;
    const input = inputs.get(record.task);
    const highWater = Math.max(record.measures?.highWater ?? 0, record.observedHighWater ?? 0);
    if (input !== undefined && highWater > 0) {
      const facts = headerFacts(scene, path.join(files, input.file));
      seen.push({ size: input.size, ...facts, kept: kept.get(worker) ?? 0, highWater });
    }
    kept.set(worker, record.measures?.kept ?? 0);
  }
  return seen;
}

/** Channels whose series a table of time series keeps. */
const KEPT = 4;

function headerFacts({ reader, layout }: Scene, file: string): Partial<HighWaterObservation> {
  if (reader === 'orcaflex') return {};
  const { held, samples, series } = openfast.probe(file);
  const column = (variable: string) =>
    ({
      kind: 'series',
      object: null,
      variable,
      at: null,
      period: WHOLE,
      label: null,
      transform: null,
      statistics: [],
    }) as const;
  const columns = Array.from({ length: KEPT }, (_, i) => column(`c${i}`));
  const plan = planReads([{ name: 't', layout, columns }]);
  return { held, arrays: planBytes(plan, { samples, series }, 0) };
}

function batchText({ reader, layout, columns }: Scene, files: string): string {
  const library = reader === 'openfast' ? '' : `orcaflex: { library: ${JSON.stringify(libraryOf())} }\n`;
  const include = reader === 'openfast' ? '["**/*.outb", "**/*.out"]' : '["**/*.sim"]';
  return `version: 1
batch: scatter
reader: ${reader satisfies ReaderName}
inputs: { directory: ${JSON.stringify(files)}, include: ${include} }
output: ./out
resources: { memory: 4GiB }
${library}tables:
  - name: t
    layout: ${layout}
    columns: ${columns}
`;
}

function libraryOf(): string {
  return (JSON.parse(standIn(['build'])) as { readonly library: string }).library;
}
