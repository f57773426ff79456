import path from 'node:path';
import { footprint, type Input, listInputs, recommend, writeWhole } from '@ballast/batch';
import { DEFAULT_INCLUDE } from '@ballast/config';
import { cores, memoryBudget, memoryInUse, memoryLimit, profileFiles, storageKind } from '@ballast/profiler';
import { bytes, FaultError, isFault, plainFault } from '@ballast/resource-model';
import { EXIT } from '../exit-code.ts';
import { profileJson } from '../profile/profile-json.ts';
import { profileSvg } from '../profile/profile-svg.ts';
import { profileText } from '../profile/profile-text.ts';
import { faultText } from '../show/fault-text.ts';

export interface ProfileFlags {
  readonly include?: readonly string[];
  readonly svg?: string;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** What a batch holds at most when its file does not say. */
const DEFAULT_SHARE = 0.75;

/** `ballast profile`: the sizes of the files of a folder, and what they mean for a batch. Gives the exit code. */
export async function profileCommand(directory: string, flags: ProfileFlags): Promise<number> {
  const include = flags.include ?? Object.values(DEFAULT_INCLUDE).flat();
  const listed = inputsOf(path.resolve(directory), include);
  const unreadable = listed.flatMap(({ refused }) => (refused === null ? [] : [refused]));
  const inputs = listed.filter(({ refused }) => refused === null);
  const [first] = unreadable;
  if (first !== undefined && inputs.length === 0) throw new FaultError(first);
  if (!flags.quiet) for (const fault of unreadable) process.stderr.write(`${faultText(fault)}\n`);
  const sizes = inputs.map(({ size }) => size);
  const profile = profileFiles(sizes);
  if (profile === null) throw new Error('defect: a list of inputs is never empty');
  const recommendation = recommend({
    footprints: inputs.map(footprintOf),
    mean: profile.mean,
    total: profile.total,
    largest: profile.max,
    machine: {
      budget: memoryBudget(memoryLimit(), memoryInUse(), {
        share: DEFAULT_SHARE,
        ours: bytes(process.memoryUsage.rss()),
      }),
      cores: cores().usable,
      storage: storageKind(directory).kind,
    },
  });
  if (flags.svg !== undefined) await writeSvg(flags.svg, profileSvg(directory, profile));
  if (flags.json) {
    const json = profileJson({ directory: path.resolve(directory), include }, profile, recommendation);
    process.stdout.write(`${JSON.stringify(json, null, 2)}\n`);
  } else if (!flags.quiet) {
    for (const line of profileText(directory, profile, recommendation)) process.stdout.write(`${line}\n`);
  }
  return EXIT.ok;
}

/** There is no batch that names a reader: the files' names tell. */
function footprintOf({ file, size }: Input): number {
  return footprint(/\.outb?$/i.test(file) ? 'openfast' : 'orcaflex', size);
}

/** As a batch would list them; only what to do about a mistake differs, since there is no batch file. */
function inputsOf(directory: string, include: readonly string[]): readonly Input[] {
  try {
    return listInputs({ directory, include, exclude: [], output: null });
  } catch (error) {
    if (!isFault(error)) throw error;
    const hint =
      error.code === 'NO_INPUTS'
        ? 'name the files with --include, for example --include "**/*.sim"'
        : 'check the path of the folder';
    throw new FaultError({ ...plainFault(error), hint });
  }
}

async function writeSvg(file: string, svg: string): Promise<void> {
  try {
    await writeWhole(file, [svg]);
  } catch (cause) {
    throw new FaultError({
      code: 'SVG_NOT_WRITTEN',
      message: `the histogram could not be written to ${file}: ${(cause as Error).message}`,
      hint: 'name a file in a folder that is there and writable',
      cause,
    });
  }
}
