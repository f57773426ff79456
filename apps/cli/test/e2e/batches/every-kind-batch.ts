import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { jsonLines, tool } from '../support/run-ballast.ts';

interface Made {
  readonly path: string;
  readonly expected: readonly { readonly name: string; readonly min: number; readonly max: number }[];
}

/** Tables of every kind that OpenFAST files can fill. */
export const BATCH = `version: 1
batch: kinds
reader: openfast
inputs: { directory: ./sims }
output: ./out
tablesFolder: ./csv
tables:
  - name: motion
    layout: time-series
    columns:
      - { variable: TwrBsMyt, period: [2, 30] }
      - { variable: PtfmSurge, period: [2, 30], label: surge }
      - { variable: PtfmSurge, period: [2, 30], label: surge in mm, transform: { factor: 1000, offset: -1 } }
      - { variable: NoSuchChannel, period: [2, 30] }
  - name: links
    layout: linked
    columns:
      - { kind: linked, variable: TwrBsMyt, linked: [PtfmSurge, TwrBsMyt], period: [2, 30], label: tower }
      - { kind: linked, variable: PtfmSurge, linked: [TwrBsMyt], period: [2, 30] }
  - name: summary
    layout: wide
    style:
      fileName: kinds_summary
      decimals: 3
      foot: [min, max, mean, stdev]
      leading:
        - { fact: path, header: full name }
        - { fact: stem, header: stem }
        - { fact: status, header: run }
        - { fact: start-time, header: from }
        - { fact: stop-time, header: to }
        - { fact: statistic, header: statistic }
    columns:
      - { variable: TwrBsMyt, statistics: [max], label: My, period: [2, 30] }
      - { variable: TwrBsMyt, statistics: [min], label: minus My, period: [2, 30], transform: { factor: -1 } }
      - { variable: PtfmSurge, statistics: [mean], label: beyond, period: [2, 9000] }
`;

/** Two files of one name in two folders, and one in another format. */
export async function sims(folder: string): Promise<Made[]> {
  const out = path.join(folder, 'made');
  const args = ['--out', out, '--files', '2', '--channels', '112', '--rows', '401', '--expect'];
  const made = jsonLines<Made>(await tool('openfast-files', args));
  for (const [i, { path: file }] of made.entries()) {
    const place = path.join(folder, 'sims', `sub${i}`);
    mkdirSync(place, { recursive: true });
    copyFileSync(file, path.join(place, 'case.outb'));
  }
  writeFileSync(path.join(folder, 'sims', 'broken.outb'), Buffer.alloc(64, 7));
  return made;
}

/** The samples of each input. */
export const MOTION = ['sub0--case_motion.csv', 'sub1--case_motion.csv'];
