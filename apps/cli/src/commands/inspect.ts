import { contentsOf, fileNumbers, namedFiles, surveyFiles } from '@ballast/batch';
import { FaultError, isFault } from '@ballast/resource-model';
import {
  type FileContents,
  type ListedChannel,
  type ListedObject,
  type SeriesRequest,
  selectNames,
} from '@ballast/results-model';
import { EXIT } from '../exit-code.ts';
import { oneFileJson, surveyJson } from '../inspect/inspect-json.ts';
import { type Inspected, oneFileText } from '../inspect/one-file-text.ts';
import { differenceLines, surveyLines } from '../inspect/survey-text.ts';
import { faultText } from '../show/fault-text.ts';

export interface InspectFlags {
  readonly channels?: string;
  readonly stats: boolean;
  readonly spectrum: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** `ballast inspect`: what files contain. Returns the exit code: 1 if one of them cannot be read. */
export async function inspectCommand(given: readonly string[], flags: InspectFlags): Promise<number> {
  const { inputs, many, others } = namedFiles(given);
  const [input] = inputs;
  if (input === undefined) throw noFile(others);
  const names = [...others, ...(flags.channels?.split(',').map((name) => name.trim()) ?? [])];
  if (many && (flags.stats || flags.spectrum)) return wantsOne();
  if (many) {
    const survey = await surveyFiles(inputs);
    const lines = flags.quiet ? [] : [...surveyLines(survey), ''];
    print(flags, surveyJson(survey), [...lines, ...differenceLines(survey)]);
    return survey.files.every(({ facts }) => facts !== null) ? EXIT.ok : EXIT.someDidNot;
  }
  const contents = await contentsOf(input);
  if ('code' in contents) return unreadable(contents);
  const channels = selectedChannels(contents, names);
  const objects = selectedObjects(contents, names);
  if (names.length > 0 && channels.length + objects.length === 0) throw nothingSelected(input.file, names);
  const shows = { statistics: flags.stats, spectrum: flags.spectrum };
  try {
    const isRead = shows.statistics || shows.spectrum;
    const requests = [...channelRequests(contents, channels), ...objectRequests(objects)];
    const numbers = isRead ? await fileNumbers(input, requests, shows) : null;
    const inspected: Inspected = { file: input.file, contents, channels, objects, numbers, shows };
    print(flags, oneFileJson(inspected), flags.quiet ? [] : oneFileText(inspected));
    return EXIT.ok;
  } catch (error) {
    if (isFault(error)) return unreadable(error);
    throw error;
  }
}

function print({ json }: InspectFlags, value: unknown, lines: readonly string[]): void {
  process.stdout.write(
    json ? `${JSON.stringify(value, null, 2)}\n` : lines.map((line) => `${line}\n`).join(''),
  );
}

function unreadable(fault: Parameters<typeof faultText>[0]): number {
  process.stderr.write(`${faultText(fault)}\n`);
  return EXIT.someDidNot;
}

function wantsOne(): number {
  const fault = {
    code: 'ONE_FILE_EXPECTED',
    message: '--stats and --spectrum of `ballast inspect` are for one file',
    hint: '`ballast stats` makes a table of the statistics of many files',
  };
  process.stderr.write(`${faultText(fault)}\n`);
  return EXIT.usage;
}

function noFile(names: readonly string[]): FaultError {
  const [name] = names;
  return new FaultError({
    code: 'FILE_NOT_FOUND',
    message: name === undefined ? 'no file was named' : `${name} does not exist`,
    hint: 'name a result file, a folder or a pattern such as "dlc/*.outb", and then names or patterns of channels',
  });
}

function nothingSelected(file: string, names: readonly string[]): FaultError {
  return new FaultError({
    code: 'CHANNEL_NOT_FOUND',
    message: `${file} has no channel that matches ${names.join(', ')}`,
    hint: `\`ballast inspect ${file}\` lists all`,
  });
}

function selectedChannels({ channels }: FileContents, names: readonly string[]): ListedChannel[] {
  return selectNames(channels, names).flatMap((position) => channels[position] ?? []);
}

/** By the name of the object, of the variable, or of both with a blank between them. Objects without results are left out. */
function selectedObjects({ objects }: FileContents, names: readonly string[]): ListedObject[] {
  return objects.flatMap((object): ListedObject[] => {
    const isObject = names.length > 0 && selectNames([{ name: object.name, unit: '' }], names).length > 0;
    const variables = object.variables.filter(({ name, unit }) => {
      const both = [
        { name, unit },
        { name: `${object.name} ${name}`, unit },
      ];
      return isObject || selectNames(both, names).length > 0;
    });
    return variables.length === 0 ? [] : [{ ...object, variables }];
  });
}

/** The second channel of a name is asked for as `name#2`. */
function channelRequests({ channels }: FileContents, chosen: readonly ListedChannel[]): SeriesRequest[] {
  const counts = new Map<string, number>();
  const names = channels.map(({ name }) => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count === 1 ? name : `${name}#${count}`;
  });
  return chosen.map(({ index }) => ({ object: null, variable: names[index] ?? '', at: null }));
}

function objectRequests(objects: readonly ListedObject[]): SeriesRequest[] {
  return objects.flatMap(({ name: object, variables }) =>
    variables.flatMap(({ name: variable, needs }) =>
      needs === 'none' ? [{ object, variable, at: null }] : [],
    ),
  );
}
