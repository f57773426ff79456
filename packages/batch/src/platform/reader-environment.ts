import { memoryEnvironment } from './memory-environment.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where large buffers are mapped one by one, each is cleared page by page when it is first used; large pages take a fifth of
 * that time. A mapping gets one only where it is larger than that page, so it is not more memory. Older C libraries ignore it.
 */
const LARGE_PAGES = 'glibc.malloc.hugetlb=1';

/**
 * Environment of a process that only reads files, without any program of the user's own: it makes no connection, and Node reads
 * further certificates at the start of each process, some hundred milliseconds of a core's time.
 */
export function readerEnvironment(environment: Environment, platform: string): Environment {
  const { NODE_EXTRA_CA_CERTS: _, ...rest } = environment;
  if (platform !== 'linux') return rest;
  return { GLIBC_TUNABLES: LARGE_PAGES, ...memoryEnvironment(rest, platform) };
}
