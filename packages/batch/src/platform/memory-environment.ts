/** Larger buffers are mapped one by one, in bytes. */
const MAPPED_FROM = 1024 * 1024;

/**
 * Settings of the C library for a worker's process. By default the one of Linux raises this threshold to the size of what was
 * freed, up to 32 MiB: a worker would keep the memory of its files for good, and what it needs for the next one would depend on
 * those before. On other systems large buffers return to the system at once. What the user has set stays.
 */
export function memoryEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  platform: string,
): Readonly<Record<string, string | undefined>> {
  if (platform !== 'linux') return environment;
  return { MALLOC_MMAP_THRESHOLD_: String(MAPPED_FROM), ...environment };
}
