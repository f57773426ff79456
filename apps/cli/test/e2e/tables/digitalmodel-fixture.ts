import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ballast, type Ended } from '../support/run-ballast.ts';
import { type StandInFile, standInFiles, standInLibrary } from '../support/stand-in.ts';

const GOLDEN = fileURLToPath(new URL('../golden/digitalmodel/', import.meta.url));

/** A realistic configuration: templates, every command, a key that is written twice. */
export const CONFIG = `meta:
  basename: orcaflex_post_process
  library: digitalmodel

default:
  log_level: INFO
  config:
    overwrite:
      output: True

orcaflex:
  postprocess:
    visualization:
      flag: True
    summary:
      flag: True
      csv_decimal: 6
      statistics:
        Minimum: True
        Maximum: True
        Mean: True
        StdDev: True
    linked_statistics:
      flag: True
      csv_decimal: 4
    time_series:
      flag: True
      csv_decimal: 3
    RAOs:
      flag: False
    cummulative_histograms:
      flag: False
    rain_flow:
      bins: 10
      range: [0, 10]

summary_settings_master:
  groups:
    - Columns:
        - Command: TimeHistory
          SimulationPeriod: [null, null]

summary_settings:
  groups:
    - Label: dynamics
      Columns:
        - ObjectName: Line1
          Variable: Effective Tension
          objectExtra: [End B]
          Statistic_Type: Max
          Label: T_max
        - ObjectName: Line1
          Variable: Effective Tension
          objectExtra: [End B]
          Statistic_Type: Min
          Label: T_min
          transform: { type: linear, scale: -0.001, shift: 1 }
        - ObjectName: Vessel1
          Variable: X
          Statistic_Type: Mean
          SimulationPeriod: [5.5]
          Label: X_at
        - ObjectName: Vessel1
          Variable: Z
          Statistic_Type: StdDev
          Label: Z_std
        - ObjectName: Nobody
          Variable: X
          Statistic_Type: Max
          Label: missing_max
    - Label: statics
      Columns:
        - { Command: StaticResult, ObjectName: Line1, Variable: Effective Tension, objectExtra: [End A], Label: T0 }
        - { Command: GetData, ObjectName: Line1, Variable: [Length, 1], Label: L2 }
        - { Command: Get Data, ObjectName: Environment, Variable: [WaveHeight, -1], Label: Hmax }
        - Command: Range Graph
          ObjectName: Line1
          Variable: Effective Tension
          Statistic_Type: Max
          SimulationPeriod: WholeSimulation
          ArcLength: [0, 100]
          Label: T_range

linked_statistics_settings:
  groups:
    - Label: ef
      Columns:
        - ObjectName: Line1
          objectExtra: [End B]
          SimulationPeriod: [0, 10]
          Variable: [Effective Tension, Bend Moment, Declination]
          Label: effective_tension
        - ObjectName: Line2
          objectExtra: [Touchdown]
          SimulationPeriod: [0, 10]
          Variable: [Bend Moment, Effective Tension]
          Label: bending_moment

time_series_settings:
  data: True
  groups:
    - Label: Line1
      Columns:
        - Command: TimeHistory
          ObjectName: Line1
          Variable: Effective Tension
          objectExtra: [End A]
          SimulationPeriod: [12.5, null]
          Label: Tension (End A)
        - Command: TimeHistory
          ObjectName: Vessel1
          Variable: X
          SimulationPeriod: [12.5, null]
          Label: X

file_management:
  flag: True
  input_directory: ../sims
  output_directory: ../csv
  filename:
    extension: [sim]
    pattern: hwl
    filters:
      contains: []
      not_contains: [left_out]

parallel_processing:
  enabled: True
  max_workers: 30
  timeout_per_file: 3600
parallel_processing:
  enabled: True
  max_workers: 2
  timeout_per_file: 60
  save_error_reports: True
`;

export interface Fixture {
  readonly config: string;
  readonly sims: string;
  readonly csv: string;
  readonly library: string;
  /** The good files, in the order of their names. */
  readonly good: readonly StandInFile[];
}

/** A folder with the configuration and its inputs: three good files, one unstable, one partial, one in another format. */
export async function makeFixture(folder: string, config: string = CONFIG): Promise<Fixture> {
  const sims = path.join(folder, 'sims');
  mkdirSync(path.join(folder, 'config'), { recursive: true });
  const file = path.join(folder, 'config', 'dm_fsts.yml');
  writeFileSync(file, config);
  const library = await standInLibrary();
  const size = ['--min', '20kB', '--max', '20kB', '--samples', '96', '--seed', '3'];
  const good = await standInFiles(sims, [...size, '--files', '3']);
  await standInFiles(sims, [...size, '--files', '1', '--prefix', 'left_out']);
  await standInFiles(sims, [...size, '--files', '1', '--prefix', 'y_unstable', '--fault', 'unstable']);
  await standInFiles(sims, [...size, '--files', '1', '--prefix', 'y_partial', '--fault', 'partial']);
  writeFileSync(path.join(sims, 'z_broken_hwl.sim'), 'no simulation');
  writeFileSync(path.join(sims, 'z_lwl.sim'), 'the pattern does not match this one');
  return { config: file, sims, csv: path.join(folder, 'csv'), library, good };
}

/** Every CSV file of a folder by name, with the folder of the inputs as `{sims}`. */
export function csvFiles(folder: string, sims: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.csv'));
  const posix = sims.split(path.sep).join('/');
  return Object.fromEntries(
    names
      .sort()
      .map((name) => [name, readFileSync(path.join(folder, name), 'utf8').replaceAll(posix, '{sims}')]),
  );
}

/** The files that the configuration must produce. */
export function goldenFiles(): Readonly<Record<string, string>> {
  const names = readdirSync(GOLDEN).filter((name) => name.endsWith('.csv'));
  return Object.fromEntries(
    names.sort().map((name) => [name, readFileSync(path.join(GOLDEN, name), 'utf8')]),
  );
}

export const OVERRIDE = "{'meta': {'label': 'pb'}, 'parallel_processing': {'max_workers': 4,},}";

/** Runs the configuration of a fixture with an override. */
export function run(fixture: Fixture, override: string, more: readonly string[] = []): Promise<Ended> {
  const library = `orcaflex.library=${JSON.stringify(fixture.library)}`;
  return ballast(['run', fixture.config, override, '--set', library, '--no-history', ...more]);
}
