import path from 'node:path';
import { heldBySize, type Input, listInputs, recommend, writeWhole } from '@ballast/batch';
import { DEFAULTS, READER_PATTERNS } from '@ballast/config';
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

/** `ballast profile`: the sizes of the files in a folder, and what they mean for a batch. Returns the exit code. */
export async function profileCommand(directory: string, flags: ProfileFlags): Promise<number> {
  const include = flags.include ?? READER_PATTERNS;
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
        share: DEFAULTS.memoryShare,
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

/** No batch names a reader, so the name of the file decides. */
function footprintOf({ file, size }: Input): number {
  return heldBySize(/\.outb?$/i.test(file) ? 'openfast' : 'orcaflex', size);
}

/** Lists inputs as a batch would; only the hints differ, since there is no batch file. */
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
      message: `the histogram ${file} cannot be written: ${(cause as Error).message}`,
      hint: 'name a file in an existing, writable folder',
      cause,
    });
  }
}
