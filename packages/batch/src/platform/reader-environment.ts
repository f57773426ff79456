import { memoryEnvironment } from './memory-environment.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Environment of a process that only reads files, without any program of the user's own: it makes no connection, and Node reads
 * further certificates at the start of each process, some hundred milliseconds of a core's time.
 */
export function readerEnvironment(environment: Environment, platform: string): Environment {
  const { NODE_EXTRA_CA_CERTS: _, ...rest } = environment;
  return memoryEnvironment(rest, platform);
}
