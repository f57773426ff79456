/** Counts by what became of the tests: `passed`, `failed`, `skipped`. */
export type Counts = Readonly<Record<string, number>>;

export interface Summary {
  readonly files: Counts;
  readonly tests: Counts;
}

const NOTHING: Summary = { files: {}, tests: {} };
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with an escape character.
const COLOURS = /\u001b\[[\d;]*m/g;

/** The summary at the end of vitest's output; null if there is none. */
export function summaryIn(log: string): Summary | null {
  const plain = log.replace(COLOURS, '');
  const [files, tests] = ['Test Files', 'Tests'].map((name) => {
    const lines = [...plain.matchAll(new RegExp(`^ *${name} +(\\d.*) \\(\\d+\\)$`, 'gm'))];
    return lines.at(-1)?.[1];
  });
  return files === undefined || tests === undefined
    ? null
    : { files: countsIn(files), tests: countsIn(tests) };
}

function countsIn(text: string): Counts {
  return Object.fromEntries(
    [...text.matchAll(/(\d+) (\w+)/g)].map(([, count = '', kind = '']) => [kind, Number(count)]),
  );
}

export function totalOf(summaries: readonly Summary[]): Summary {
  return summaries.reduce(
    (total, { files, tests }) => ({ files: added(total.files, files), tests: added(total.tests, tests) }),
    NOTHING,
  );
}

function added(one: Counts, other: Counts): Counts {
  const kinds = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries([...kinds].map((kind) => [kind, (one[kind] ?? 0) + (other[kind] ?? 0)]));
}

export function sum(counts: Counts): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

/** In vitest's own form. */
export function summaryText({ files, tests }: Summary): string {
  const line = (name: string, counts: Counts): string => {
    const kinds = ['failed', 'passed', 'skipped', 'todo'].filter((kind) => (counts[kind] ?? 0) > 0);
    return ` ${name}  ${kinds.map((kind) => `${counts[kind]} ${kind}`).join(' | ')} (${sum(counts)})\n`;
  };
  return line('Test Files', files) + line('     Tests', tests);
}
