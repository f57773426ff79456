import { type FileContents, type ListedChannel, type NameLookup, UNPACED } from '@ballast/results-model';
import { isBinary } from '../binary/header.ts';
import { describeBinary, readHeader } from '../binary/open-binary.ts';
import { refuseForeign } from '../files/foreign.ts';
import type { InputFile } from '../files/input-file.ts';
import { nameWarnings } from '../files/name-warnings.ts';
import { openHead } from '../files/open-head.ts';
import { Channels } from '../series/channels.ts';
import { type Known, textEnds, textNames } from './text-ends.ts';

/** Bytes of the first read: enough for the names of most files. */
const HEAD = 16 * 1024;

/** Reads the head of a file, and of a text its tail too. Faults as those of `open`, as far as they show. */
export function contents(path: string): Promise<FileContents> {
  return withHead(path, async (file, head) => {
    if (isBinary(head)) {
      const header = await readHeader(file, UNPACED, head);
      const { facts, step } = await describeBinary(file, header, nameWarnings(path, true));
      return listed(file, header, { facts, step, counted: true });
    }
    const { header, known } = await textEnds(file, head, nameWarnings(path, false));
    return listed(file, header, known);
  });
}

/** Reads the head of a file and no more. */
export function lookup(path: string): Promise<NameLookup> {
  return withHead(path, async (file, head) => {
    const isOutb = isBinary(head);
    const { names, units } = isOutb ? await readHeader(file, UNPACED, head) : await textNames(file, head);
    const channels = new Channels(names, units);
    return {
      signature: JSON.stringify([names, units]),
      resolve: (request) => channels.resolve(request),
      alternatives: () => names,
      close: () => undefined,
    };
  });
}

async function withHead<T>(
  path: string,
  read: (file: InputFile, head: Uint8Array) => Promise<T>,
): Promise<T> {
  const { file, head } = await openHead(path, HEAD);
  try {
    refuseForeign(path, head);
    return await read(file, head);
  } finally {
    file.close();
  }
}

interface Names {
  readonly names: readonly string[];
  readonly units: readonly string[];
}

function listed({ size }: InputFile, { names, units }: Names, known: Known | null): FileContents {
  const facts = known?.facts ?? null;
  return {
    format: facts?.format ?? 'OpenFAST text',
    writtenBy: facts?.writtenBy ?? null,
    description: facts?.description ?? null,
    size,
    completeness: facts?.completeness ?? null,
    warnings: facts?.warnings ?? [],
    samples: facts?.samples ?? null,
    counted: known?.counted ?? false,
    start: facts?.startTime ?? null,
    step: known?.step ?? null,
    end: facts?.endTime ?? null,
    plannedEnd: null,
    channels: names.map((name, index): ListedChannel => ({ index, name, unit: units[index] ?? '' })),
    objects: [],
    stages: [],
  };
}
