import { AGAIN, REFERENCE, YARDSTICK, YARDSTICK_AGAIN } from '../result/names.ts';
import { ballast } from './ballast.ts';
import type { Contender } from './contender.ts';
import { gnuParallel, processPool } from './outsiders.ts';
import { pool, yardstick } from './pools.ts';

export const SWEEP: readonly number[] = [1, 2, 3, 4, 6, 8, 12, 16, 24, 30, 45];

/** Seconds that each worker of the published comparison took to start. */
export const PUBLISHED_START = 0.19;

/** Names of sets. */
const SETS: Readonly<Record<string, readonly string[]>> = {
  ours: [REFERENCE, AGAIN],
  yardsticks: [YARDSTICK, YARDSTICK_AGAIN],
  sweep: SWEEP.map((workers) => `fixed-${workers}`),
  formulas: ['size-table', 'oppnda'],
  peers: ['parallel-cores', 'parallel-memfree', 'python-30', 'python-15', 'pool'],
};

/** The names with sets resolved, each once. */
export function contenderNames(names: readonly string[]): readonly string[] {
  return [...new Set(names.flatMap((name) => SETS[name] ?? [name]))];
}

/** Null for an unknown name. `program`: path of the Ballast command. */
export function contenderNamed(name: string, program: string): Contender | null {
  const [, fixed] = /^fixed-([1-9]\d{0,2})$/.exec(name) ?? [];
  if (fixed !== undefined) {
    const words = `Ballast's workers, ${fixed} at a time, whatever memory they need`;
    return ballast({ name, words, policy: { fixed: Number(fixed) }, program });
  }
  const [, first, onlyOpen] = /^first-([1-9]\d{0,2})(-open)?$/.exec(name) ?? [];
  if (first !== undefined) return startedFirst(name, Number(first), onlyOpen !== undefined);
  switch (name) {
    case REFERENCE:
      return ballast({ name, words: 'Ballast, nothing set, no history', policy: 'adaptive', program });
    case AGAIN:
      return ballast({
        name,
        words: 'the same again: the difference is noise',
        policy: 'adaptive',
        program,
      });
    case 'size-table':
      return ballast({ name, words: '30, 20, 15 or 10 workers by mean file size', policy: name, program });
    case 'oppnda':
      return ballast({ name, words: "OppNDA's formula and its semaphore", policy: name, program });
    case YARDSTICK:
    case YARDSTICK_AGAIN:
      return yardstick(name);
    case 'parallel-cores':
      return gnuParallel(name, 'cores', false);
    case 'parallel-memfree':
      return gnuParallel(name, 30, true);
    case 'python-30':
      return processPool(name, 30);
    case 'python-15':
      return processPool(name, 15);
    case 'pool':
      return plainPool(name, 'plan', 'a plain pool with one worker per core');
    case 'columns':
      return plainPool(name, 'columns', 'the same plain pool, which reads column by column');
    default:
      return null;
  }
}

function plainPool(name: string, way: 'plan' | 'columns', words: string): Contender {
  return pool({ name, words, way, workers: 'cores', startFirst: null });
}

function startedFirst(name: string, workers: number, onlyOpen: boolean): Contender {
  const rest = onlyOpen ? '; files are opened, nothing is extracted' : '';
  return pool({
    name,
    words: `a pool of ${workers}, all started before the first file, ${PUBLISHED_START} s each${rest}`,
    workers,
    way: onlyOpen ? 'open' : 'plan',
    startFirst: PUBLISHED_START,
  });
}
