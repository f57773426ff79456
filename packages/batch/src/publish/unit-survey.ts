import {
  type FileResult,
  positionText,
  type ResultShape,
  shapeOf,
  unitKey,
  valueName,
} from '@ballast/results-model';
import { countText } from '@ballast/text';

/** Most files that a warning names of each unit. */
const MOST_NAMED = 3;
/** Further channels share one warning. */
const MOST_CHANNELS = 50;

interface Spelling {
  readonly text: string;
  files: number;
  readonly named: string[];
}

interface Channel {
  readonly name: string;
  /** By what the unit means, whatever its spelling. */
  readonly units: Map<string, Spelling>;
}

/** Collects the units of all channels over the files of a batch. */
export class UnitSurvey {
  readonly #channels = new Map<string, Channel>();
  /** Units have few spellings. */
  readonly #keys = new Map<string, string>();
  /** What files with the same series add to. */
  readonly #known = new WeakMap<ResultShape, readonly Spelling[]>();

  add(file: string, result: FileResult): void {
    for (const spelling of this.#spellingsOf(result)) {
      spelling.files += 1;
      if (spelling.named.length < MOST_NAMED) spelling.named.push(file);
    }
  }

  #spellingsOf(result: FileResult): readonly Spelling[] {
    // Values have units of their own, which the shape does not know.
    const shape = result.values.length > 0 ? null : shapeOf(result);
    const known = shape === null ? undefined : this.#known.get(shape);
    if (known !== undefined) return known;
    const found = new Map<string, Spelling>();
    for (const { name, unit } of unitsIn(result)) {
      const key = this.#keyOf(unit);
      if (key === '' || found.has(name)) continue;
      const channel = this.#channels.get(name) ?? { name, units: new Map<string, Spelling>() };
      this.#channels.set(name, channel);
      const spelling = channel.units.get(key) ?? { text: unit, files: 0, named: [] };
      channel.units.set(key, spelling);
      found.set(name, spelling);
    }
    const spellings = [...found.values()];
    if (shape !== null) this.#known.set(shape, spellings);
    return spellings;
  }

  /** A sentence for each of the first channels that have several units, and one for all others. */
  differences(): string[] {
    const differing = [...this.#channels.values()].filter(({ units }) => units.size > 1);
    const rest = differing.slice(MOST_CHANNELS);
    const named = differing.slice(0, MOST_CHANNELS).map(differenceText);
    if (rest.length === 0) return named;
    return [...named, `${countText(rest.length, 'further channel')} have several units`];
  }

  #keyOf(unit: string): string {
    const known = this.#keys.get(unit);
    if (known !== undefined) return known;
    const key = unitKey(unit);
    this.#keys.set(unit, key);
    return key;
  }
}

function differenceText({ name, units }: Channel): string {
  const parts = [...units.values()].map(({ text, files, named }) => {
    const more = files > named.length ? ` and ${files - named.length} more` : '';
    return `${text} in ${countText(files, 'file')} (${named.join(', ')}${more})`;
  });
  return `${name} has several units: ${parts.join('; ')}. Its values must not be compared, and rows below the files leave them out`;
}

/** The channels of one file with their units; a channel that stands several times in a file is counted. */
function* unitsIn({ keys, series, values }: FileResult): Generator<{ name: string; unit: string }> {
  for (const { key, series: positions } of keys) {
    const counts = new Map<string, number>();
    for (const position of positions) {
      const found = series[position];
      if (found === undefined || found.problem !== null) continue;
      const { object, variable, unit } = found;
      const place = key.at === null ? '' : ` (${positionText(key.at)})`;
      const name = `${object === null ? '' : `${object} `}${variable}${place}`;
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      yield { name: count === 1 ? name : `${name} #${count}`, unit };
    }
  }
  for (const { key, unit, problem } of values) {
    if (problem === null && key.kind !== 'data') yield { name: valueName(key), unit };
  }
}
