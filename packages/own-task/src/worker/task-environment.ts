/** Libraries that read from the environment how many threads they may start. */
const LIBRARIES = ['OMP', 'OPENBLAS', 'MKL', 'NUMEXPR'];

type Environment = Readonly<Record<string, string | undefined>>;

/** The environment of a task: that of the batch, with the cores that it may use. What the user has set stays. */
export function taskEnvironment(environment: Environment, threads: number): Environment {
  const cores = Object.fromEntries(LIBRARIES.map((library) => [`${library}_NUM_THREADS`, String(threads)]));
  return { ...cores, ...environment, PYTHONIOENCODING: environment.PYTHONIOENCODING ?? 'utf-8' };
}
