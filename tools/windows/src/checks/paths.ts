import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ballastHere, ballastOnWindows, csvFiles, emptyFolder, standInFiles } from './both-systems.ts';
import type { Check, Place } from './check.ts';

/** As Windows users write it: absolute paths with backslashes, and CRLF line ends. */
const config = (inputs: string, output: string): string =>
  `basename: orcaflex_post_process
orcaflex: { postprocess: { summary: { flag: True }, linked_statistics: { flag: False } } }
summary_settings:
  groups:
    - SummaryFileName: tensions
      Columns:
        - Command: TimeHistory
          ObjectName: Line1
          Variable: Effective Tension
          objectExtra: [End B]
          SimulationPeriod: WholeSimulation
          Statistic_Type: Max
          Label: T_max
        - { Command: GetData, ObjectName: Line1, Variable: [Length, 0], Label: L }
file_management:
  flag: True
  input_directory: ${inputs}
  output_directory: ${output}
  filename: { extension: [sim], pattern: hwl }
`.replaceAll('\n', '\r\n');

interface Paths {
  readonly inputs: string;
  readonly output: string;
}

async function tablesOf(place: Place, folder: string, paths: Paths): Promise<Record<string, string>> {
  const file = path.join(folder, 'dm.yml');
  writeFileSync(file, config(paths.inputs, paths.output));
  const ended = await ballastOnWindows(place, ['run', place.wine.pathOf(file), '--no-history']);
  assert.equal(ended.code, 0, ended.stderr);
  return neutral(csvFiles(path.join(folder, 'csv')), paths.inputs);
}

/** Tables contain the folder of the inputs as configured, with forward slashes. */
function neutral(tables: Readonly<Record<string, string>>, inputs: string): Record<string, string> {
  const posix = inputs.replaceAll('\\', '/');
  return Object.fromEntries(
    Object.entries(tables).map(([name, text]) => [name, text.replaceAll(posix, '{inputs}')]),
  );
}

export const windowsPaths: Check = {
  name: 'a digitalmodel configuration with a drive, a share and CRLF produces the tables of Linux',
  run: async (place) => {
    const folder = emptyFolder(place, 'paths');
    const sims = path.join(folder, 'sims');
    const names = ['--prefix', 'Größe_Ω'];
    await standInFiles(sims, '--files', '3', '--min', '50KB', '--max', '90KB', '--seed', '5', ...names);
    const here = path.join(folder, 'here');
    mkdirSync(here);
    writeFileSync(path.join(here, 'dm.yml'), config(sims, path.join(here, 'csv')));
    const ended = await ballastHere(['run', path.join(here, 'dm.yml'), '--no-history']);
    assert.equal(ended.code, 0, ended.stderr);
    const expected = neutral(csvFiles(path.join(here, 'csv')), sims);
    assert.ok(Object.keys(expected).length > 0, 'there is a table');
    const seen = [];
    for (const [name, mounted, root] of [
      ['drive', 'd:', 'D:'],
      ['share', 'unc/server/share', '\\\\server\\share'],
    ] as const) {
      const own = path.join(folder, name);
      mkdirSync(own);
      place.wine.mount(mounted, folder);
      const paths = { inputs: `${root}\\sims`, output: `${root}\\${name}\\csv` };
      assert.deepEqual(await tablesOf(place, own, paths), expected, paths.inputs);
      seen.push(paths.inputs);
    }
    return `${seen.join(' and ')}: ${Object.keys(expected).length} table each, with the same rows`;
  },
};
