/** Modules of Node that take milliseconds to load, and that many processes import but do not use. */
const LATE: ReadonlySet<string> = new Set([
  'node:child_process',
  'node:dns',
  'node:http',
  'node:https',
  'node:net',
  'node:perf_hooks',
  'node:readline',
  'node:readline/promises',
  'node:timers/promises',
  'node:tls',
  'node:worker_threads',
  'node:zlib',
]);

type Members = Record<PropertyKey, unknown>;

/** The same as `load()`, but a large module of Node is loaded only once something of it is used. */
export function lateModule(name: string, load: () => unknown): unknown {
  if (!LATE.has(name)) return load();
  let members: Members | null = null;
  const loaded = (): Members => {
    members ??= load() as Members;
    return members;
  };
  return new Proxy(Object.create(null) as Members, {
    get: (_, member) => loaded()[member],
    has: (_, member) => member in loaded(),
    ownKeys: () => Reflect.ownKeys(loaded()),
    getOwnPropertyDescriptor: (_, member) => {
      const found = Reflect.getOwnPropertyDescriptor(loaded(), member);
      // The proxy does not have it itself.
      return found === undefined ? undefined : { ...found, configurable: true };
    },
  });
}
