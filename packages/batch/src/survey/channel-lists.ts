import type { FileContents } from '@ballast/results-model';

/** A series that a file has: a channel, or a variable of an object. */
export interface ListedName {
  /** Of a variable: the object, a blank, the variable. */
  readonly name: string;
  readonly unit: string;
}

/** What the files of one kind contain. */
export type ChannelList = Pick<FileContents, 'channels' | 'objects'>;

/** Equal lists once: the files of a batch have few different ones. */
export class ChannelLists {
  readonly #numbers = new Map<string, number>();
  readonly #lists: ChannelList[] = [];

  get all(): readonly ChannelList[] {
    return this.#lists;
  }

  /** The number of the list. */
  add({ channels, objects }: ChannelList): number {
    const text = JSON.stringify([channels.map(({ name, unit }) => [name, unit]), objects]);
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.#lists.length);
    return this.#lists.push({ channels, objects }) - 1;
  }
}

export function namesIn({ channels, objects }: ChannelList): ListedName[] {
  return [
    ...channels.map(({ name, unit }) => ({ name, unit })),
    ...objects.flatMap((object) =>
      object.variables.map(({ name, unit }) => ({ name: `${object.name} ${name}`, unit })),
    ),
  ];
}

/** How a list differs from the usual one. */
export interface ListDifference {
  /** Number of the list. */
  readonly list: number;
  readonly missing: readonly string[];
  readonly extra: readonly string[];
  readonly otherUnit: readonly { readonly name: string; readonly unit: string; readonly usual: string }[];
  /** Whether the channels are the same in another order. */
  readonly reordered: boolean;
}

export interface ListDifferences {
  /** Number of the list that most files have; null without any. */
  readonly usual: number | null;
  /** Of the other lists. */
  readonly others: readonly ListDifference[];
}

/** Compares every list with the one that most files have, the first of equally frequent ones. */
export function listDifferences(
  lists: readonly ChannelList[],
  files: readonly { readonly list: number | null }[],
): ListDifferences {
  if (lists.length === 0) return { usual: null, others: [] };
  const counts = lists.map(() => 0);
  for (const { list } of files) if (list !== null) counts[list] = (counts[list] ?? 0) + 1;
  const usual = counts.indexOf(Math.max(...counts));
  const names = numbered(namesIn(lists[usual] as ChannelList));
  const others = lists.flatMap((list, number) =>
    number === usual ? [] : [difference(number, numbered(namesIn(list)), names)],
  );
  return { usual, others };
}

function difference(
  list: number,
  own: ReadonlyMap<string, string>,
  usual: ReadonlyMap<string, string>,
): ListDifference {
  const missing = [...usual.keys()].filter((name) => !own.has(name));
  const extra = [...own.keys()].filter((name) => !usual.has(name));
  const otherUnit = [...own].flatMap(([name, unit]) => {
    const before = usual.get(name);
    return before === undefined || before === unit ? [] : [{ name, unit, usual: before }];
  });
  const reordered = missing.length + extra.length + otherUnit.length === 0;
  return { list, missing, extra, otherUnit, reordered };
}

/** Units by name; the second channel of a name is `name#2`. */
function numbered(names: readonly ListedName[]): Map<string, string> {
  const units = new Map<string, string>();
  const counts = new Map<string, number>();
  for (const { name, unit } of names) {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    units.set(count === 1 ? name : `${name}#${count}`, unit);
  }
  return units;
}
