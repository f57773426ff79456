import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseOptions } from '../commands/parse-options.ts';
import { observe } from './observe.ts';
import { FACT_SETS, replay } from './replay.ts';
import { SCENES, type Scene } from './scenes.ts';

/** Bytes of memory for each byte of a file, by the prior of the reader. */
const GAMMA = { openfast: 1.5, orcaflex: 3 } as const;

/** Measures how well memory is predicted from what is known before a file is loaded; prints tables in Markdown. */
export function scatter(args: readonly string[]): number {
  const { values } = parseOptions({ args: [...args], options: { real: { type: 'string' } } });
  const folder = mkdtempSync(path.join(tmpdir(), 'ballast-scatter-'));
  try {
    for (const scene of [...SCENES, ...realScenes(values.real)]) {
      process.stdout.write(`${tableOf(scene, folder, values.real)}\n`);
    }
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function realScenes(folder: string | undefined): Scene[] {
  if (folder === undefined) return [];
  const real = { name: 'real OpenFAST files', reader: 'openfast', folder: '', layout: 'long' } as const;
  return [{ ...real, columns: '[{ variable: "*", statistics: all }]', make: () => undefined }];
}

function tableOf(scene: Scene, folder: string, real: string | undefined): string {
  const files = scene.folder === '' ? (real ?? '') : path.join(folder, scene.folder);
  if (!existsSync(files)) scene.make(files);
  const work = path.join(folder, 'work');
  mkdirSync(work, { recursive: true });
  const seen = observe(scene, { files, work });
  const rows = FACT_SETS.map((set) => {
    const { error, largeError, above, covered, chosen } = replay(seen, set, GAMMA[scene.reader]);
    const cells = [set.name, percent(error), percent(largeError), percent(above), percent(covered), chosen];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    `**${scene.name}** (${seen.length} files)`,
    '',
    '| facts that are given | error, median | 90th percentile | 90 % value above the mark, median | attempts below it | chosen |',
    '| --- | ---: | ---: | ---: | ---: | --- |',
    ...rows,
    '',
  ].join('\n');
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
