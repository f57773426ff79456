import { pathToFileURL } from 'node:url';
import { FaultError, isFault } from '@ballast/resource-model';

/** What a function of Node gets besides its input. */
export interface NodeContext {
  /** The folder for the files of the task, made when it is asked for. */
  readonly out: () => string | null;
  readonly cores: number;
  /** Says that the task makes progress. */
  readonly progress: (fraction: number) => void;
}

type NodeFunction = (input: unknown, context: NodeContext) => unknown;

/** Loads the function that a batch names. Fault TASK_FUNCTION_MISSING. */
export async function nodeFunction(module: string, name: string): Promise<NodeFunction> {
  try {
    const loaded = (await import(pathToFileURL(module).href)) as Readonly<Record<string, unknown>>;
    const found = loaded[name];
    if (typeof found !== 'function') throw new Error(`it exports no function ${name}`);
    return found as NodeFunction;
  } catch (cause) {
    throw new FaultError({
      code: 'TASK_FUNCTION_MISSING',
      message: `the function ${name} of ${module} cannot be used: ${(cause as Error).message}`,
      hint: 'export the function from an ECMAScript module (.mjs)',
      cause,
    });
  }
}

/** Calls it. Faults: TASK_RAISED, or one that the function throws itself. */
export async function callNode(
  call: NodeFunction,
  input: unknown,
  context: NodeContext,
): Promise<Readonly<Record<string, unknown>> | null> {
  let value: unknown;
  try {
    value = await call(input, context);
  } catch (error) {
    if (isFault(error)) throw error;
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
    const lines = (stack ?? '').split('\n').slice(0, 8);
    const where = /\(?([^()\s]+:\d+):\d+\)?$/.exec(lines[1] ?? '')?.[1]?.replace(/^.*[\\/]/, '');
    throw new FaultError({
      code: 'TASK_RAISED',
      message: `${name}: ${message}${where === undefined ? '' : ` (${where})`}`,
      hint: 'call the function by hand with the same input',
      details: { exception: name, lines },
    });
  }
  if (value === null || value === undefined) return null;
  if (typeof value === 'object' && !Array.isArray(value)) return { ...value };
  throw new FaultError({
    code: 'TASK_RAISED',
    message: `expected an object, null or nothing from the function, found ${Array.isArray(value) ? 'a list' : typeof value}`,
    hint: 'return an object whose keys are the columns of the table',
  });
}
