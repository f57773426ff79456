import { asRecord, numberOr, textOr } from '../setup/values-of.ts';

/** An exception of the user's function. */
export interface PythonError {
  readonly type: string;
  readonly message: string;
  /** The places in code that it went through, the innermost last. */
  readonly frames: readonly PythonFrame[];
  /** The end of the traceback as Python prints it. */
  readonly lines: readonly string[];
}

export interface PythonFrame {
  readonly file: string;
  readonly line: number;
  readonly name: string;
  readonly text: string;
}

/** What a Python worker says. */
export type PythonMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'not-ready'; readonly error: PythonError }
  | { readonly kind: 'progress'; readonly id: number; readonly bytes: number | null }
  | {
      readonly kind: 'done';
      readonly id: number;
      readonly row: Readonly<Record<string, unknown>> | null;
      readonly seconds: number;
      readonly highWater: number | null;
    }
  | { readonly kind: 'failed'; readonly id: number; readonly error: PythonError };

/** Null for a line that is not a message: a library may write to any descriptor. */
export function pythonMessage(line: string): PythonMessage | null {
  const value = parsed(line);
  if (value === null) return null;
  if (value.ready === true) return { kind: 'ready' };
  if (value.ready === false) return { kind: 'not-ready', error: errorOf(value.error) };
  const { id } = value;
  if (typeof id !== 'number') return null;
  if (value.progress !== undefined) return { kind: 'progress', id, bytes: numberOr(value.bytes, null) };
  if (value.ok === false) return { kind: 'failed', id, error: errorOf(value.error) };
  if (value.ok !== true) return null;
  const highWater = numberOr(value.highWater, null);
  return { kind: 'done', id, row: asRecord(value.row), seconds: numberOr(value.seconds, 0), highWater };
}

function parsed(line: string): Readonly<Record<string, unknown>> | null {
  try {
    return asRecord(JSON.parse(line));
  } catch {
    return null;
  }
}

function errorOf(value: unknown): PythonError {
  const { type, message, frames, lines } = asRecord(value) ?? {};
  return {
    type: textOr(type, 'Exception'),
    message: textOr(message, ''),
    frames: Array.isArray(frames) ? frames.map(frameOf) : [],
    lines: Array.isArray(lines) ? lines.filter((line) => typeof line === 'string') : [],
  };
}

function frameOf(value: unknown): PythonFrame {
  const { file, line, name, text } = asRecord(value) ?? {};
  return {
    file: textOr(file, '?'),
    line: numberOr(line, 0),
    name: textOr(name, '?'),
    text: textOr(text, ''),
  };
}
