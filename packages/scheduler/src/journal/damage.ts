import { FaultError } from '@ballast/resource-model';

/** A part of a journal that is not as it was written, or not what a journal may contain. */
export interface JournalDamage {
  /** Where it is in the file, counted from 1. */
  readonly line: number;
  /** The field that cannot be used; null if it is the line as a whole. */
  readonly field: string | null;
  readonly problem: string;
}

/** Damage that is described; the rest is only counted. */
const MOST_DESCRIBED = 20;

/** The damage of one journal. */
export class DamageList {
  readonly described: JournalDamage[] = [];
  /** Lines that are damaged or missing. */
  lines = 0;

  add(damage: JournalDamage, lines = 1): void {
    this.lines += lines;
    if (this.described.length < MOST_DESCRIBED) this.described.push(damage);
  }
}

/** Damaged lines that one sentence describes. */
const MOST_IN_SENTENCE = 3;

/** How many lines are damaged, and what is wrong with the first of them: a clause for people. */
export function damageText(lines: number, described: readonly JournalDamage[]): string {
  const first = described.slice(0, MOST_IN_SENTENCE).map(textOf);
  const more = lines > first.length ? ['...'] : [];
  const what = lines === 1 ? '1 line of the journal is' : `${lines} lines of the journal are`;
  return `${what} damaged or missing (${[...first, ...more].join('; ')})`;
}

function textOf({ line, field, problem }: JournalDamage): string {
  return field === null ? `line ${line}: ${problem}` : `line ${line}, field ${field}: ${problem}`;
}

/** The fault of a journal that cannot be used at all. */
export function damaged(path: string, damage: JournalDamage): FaultError {
  return new FaultError({
    code: 'JOURNAL_DAMAGED',
    message: `${path} cannot be used: ${textOf(damage)}`,
    hint: 'run the batch file again with `ballast run`: what is in the folder is moved aside, nothing is deleted',
    details: { ...damage },
  });
}
