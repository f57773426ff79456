/** What libraries read to know how many threads they may start. */
const THREAD_VARIABLES = [
  'OMP_NUM_THREADS',
  'OPENBLAS_NUM_THREADS',
  'MKL_NUM_THREADS',
  'NUMEXPR_NUM_THREADS',
  'VECLIB_MAXIMUM_THREADS',
];

type Environment = Readonly<Record<string, string | undefined>>;

/** The environment of a task: that of the batch, with the cores that it may use. What the user has set stays. */
export function taskEnvironment(environment: Environment, threads: number): Environment {
  const cores = Object.fromEntries(THREAD_VARIABLES.map((name) => [name, String(threads)]));
  return { ...cores, ...environment, PYTHONIOENCODING: environment.PYTHONIOENCODING ?? 'utf-8' };
}
