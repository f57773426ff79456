import type { CallKind } from '../effect.ts';
import { CALLS, type CallShape, UNRECORDED } from './calls.ts';
import type { Injector } from './injector.ts';
import { bytesOf, type Recorder } from './recorder.ts';

/** A module of the file system as a table of functions. */
export type Functions = Record<string, ((...args: unknown[]) => unknown) | undefined>;

interface Tools {
  readonly injector: Injector;
  readonly recorder: Recorder;
  /** The functions as they were. */
  readonly original: Functions;
}

/** The path of a call that counts; null for any other. */
function subject(
  { by, two }: CallShape,
  args: readonly unknown[],
  { injector, recorder }: Tools,
): string | null {
  if (by === 'fd') {
    const path = recorder.pathOf(args[0]);
    return path !== null && injector.concerns(path) ? path : null;
  }
  const paths = (two === true ? args.slice(0, 2) : args.slice(0, 1)).map(asPath);
  return paths.find((path) => path !== null && injector.concerns(path)) ?? null;
}

function asPath(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return value instanceof URL && value.protocol === 'file:' ? decodeURIComponent(value.pathname) : null;
}

/** Replaces the synchronous forms. */
export function replaceSync(target: Functions, tools: Tools): void {
  const { injector, recorder, original } = tools;
  for (const [name, shape] of Object.entries(CALLS)) {
    const form = `${name}Sync`;
    const run = original[form];
    if (run === undefined) continue;
    target[form] = Object.assign((...args: unknown[]): unknown => {
      const path = subject(shape, args, tools);
      if (path === null) return run(...args);
      const verdict = injector.count(shape.kind, path, name);
      if (!verdict.goOn) {
        if (name === 'write') writeHalf(args, verdict.error, tools);
        if (name === 'exists') return false;
        throw verdict.error;
      }
      return performed({ name, args, path }, run, tools);
    }, run);
  }
  const close = original.closeSync;
  target.closeSync = (fd: unknown) => {
    recorder.closed(fd);
    return close?.(fd);
  };
}

/** A full disk takes a part of what is written. */
function writeHalf(args: unknown[], error: Error, { injector, recorder, original }: Tools): void {
  if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') return;
  const [fd, what, offset] = args;
  const from = typeof offset === 'number' && typeof what !== 'string' ? offset : 0;
  const all = bytesOf(what).subarray(from);
  const half = [fd, all.subarray(0, all.length >> 1)];
  const result = injector.inside(() => original.writeSync?.(...half));
  const effect = recorder.effectOf('write', half, { result, existed: true });
  if (effect !== null) injector.log(effect);
}

interface Call {
  readonly name: string;
  readonly args: unknown[];
  readonly path: string;
}

function performed({ name, args, path }: Call, run: (...args: unknown[]) => unknown, tools: Tools): unknown {
  const { injector, recorder } = tools;
  if (UNRECORDED.has(name)) throw new Error(`disk-faults does not record ${name} of ${path}`);
  const [begin, end] = CALLS[name]?.kind === 'sync' ? recorder.nextSync(Number(args[0])) : [];
  if (begin !== undefined) injector.log(begin);
  const effects = injector.inside(() => {
    const existed = recorder.exists(path);
    const result = run(...args);
    return { result, effect: recorder.effectOf(name, args, { result, existed }) };
  });
  if (effects.effect !== null) injector.log(effects.effect);
  if (end !== undefined) injector.log(end);
  return effects.result;
}

/** The kinds of calls that change nothing, and syncs: the only ones that are recorded in their asynchronous forms. */
const HARMLESS: ReadonlySet<CallKind> = new Set(['read', 'stat', 'readdir', 'sync']);

/** Replaces the forms with a callback. */
export function replaceCallbacks(target: Functions, tools: Tools): void {
  const { injector, recorder, original } = tools;
  for (const [name, shape] of Object.entries(CALLS)) {
    const run = original[name];
    if (run === undefined) continue;
    target[name] = Object.assign((...args: unknown[]): unknown => {
      const path = subject(shape, args, tools);
      const callback = args.at(-1);
      if (path === null || typeof callback !== 'function') return run(...args);
      if (!HARMLESS.has(shape.kind)) throw new Error(`disk-faults does not record fs.${name} of ${path}`);
      const verdict = injector.count(shape.kind, path, name);
      if (!verdict.goOn) return void setImmediate(() => callback(verdict.error));
      if (shape.kind !== 'sync') return run(...args);
      const [begin, end] = recorder.nextSync(Number(args[0]));
      injector.log(begin);
      return run(...args.slice(0, -1), (error: Error | null, ...rest: unknown[]) => {
        if (error === null) injector.log(end);
        callback(error, ...rest);
      });
    }, run);
  }
  const close = original.close;
  target.close = (...args: unknown[]) => {
    recorder.closed(args[0]);
    return close?.(...args);
  };
}

/** Replaces the forms with a promise. */
export function replacePromises(target: Functions, tools: Tools): void {
  const { injector, original } = tools;
  for (const [name, shape] of Object.entries(CALLS)) {
    const run = original[name];
    if (run === undefined || shape.by === 'fd') continue;
    target[name] = async (...args: unknown[]): Promise<unknown> => {
      const path = subject(shape, args, tools);
      if (path === null) return run(...args);
      const isReading = name === 'open' && (args[1] === undefined || args[1] === 'r');
      if (!HARMLESS.has(shape.kind) && !isReading)
        throw new Error(`disk-faults does not record the promise of ${name} of ${path}`);
      const verdict = injector.count(shape.kind, path, name);
      if (!verdict.goOn) throw verdict.error;
      return run(...args);
    };
  }
}
