import { decodeText } from '../files/decode-text.ts';
import { looseWords } from './head/split-line.ts';
import { isSentence, isTimeName, isUnitsLine } from './head/unit-words.ts';

/** The texts of a head that a later head is compared with. */
export interface HeadTexts {
  readonly names: readonly string[];
  readonly units: readonly string[];
}

/** A line that may begin another head; `same` as long as it agrees with the first one. */
interface Suspected {
  readonly line: number;
  readonly columns: number;
  readonly same: boolean;
  /** True if units stand below it. */
  readonly proven: boolean;
}

/** What the lines after a suspected head say about it. `other`: rows of another run follow. */
export type HeadFinding = 'none' | 'maybe' | 'same' | 'other';

/**
 * Recognises another head below the rows: a line of names that begins like the first one or with the name of a time, above
 * units or above a row of as many numbers.
 */
export class SecondHead {
  readonly #head: HeadTexts;
  #suspected: Suspected | null = null;

  constructor(head: HeadTexts) {
    this.#head = head;
  }

  /** Line of the head that is suspected, 0 if none is. */
  get line(): number {
    return this.#suspected?.line ?? 0;
  }

  /** For each line of words. `other` is final; after `maybe` and `same` the next lines decide. */
  words(line: Uint8Array, number: number): HeadFinding {
    const words = looseWords(decodeText(line));
    const suspected = this.#suspected;
    if (suspected !== null && isUnitsLine(words)) {
      const same = suspected.same && plain(words) === plain(this.#head.units);
      this.#suspected = { ...suspected, same, proven: true };
      return same ? 'maybe' : 'other';
    }
    const [first = ''] = words;
    const begins = first === this.#head.names[0] || isTimeName(first);
    if (!begins || isSentence(words)) {
      if (suspected?.proven !== true) this.#suspected = null;
      return 'none';
    }
    const same = plain(words) === plain(this.#head.names);
    this.#suspected = { line: number, columns: words.length, same, proven: false };
    return 'maybe';
  }

  /** For the first line of numbers after a suspected head. */
  numbers(columns: number): HeadFinding {
    const suspected = this.#suspected;
    if (suspected === null) return 'none';
    if (!suspected.proven && suspected.columns !== columns) {
      this.#suspected = null;
      return 'none';
    }
    return suspected.same ? 'same' : 'other';
  }

  /** The suspected head was the same as the first one, or none. */
  clear(): void {
    this.#suspected = null;
  }
}

function plain(texts: readonly string[]): string {
  return texts.join('').replaceAll(/[\s,;"]/g, '');
}
