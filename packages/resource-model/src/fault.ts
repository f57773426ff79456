import type { FaultClass } from './fault-class.ts';

/**
 * A failure caused by the outside world: a stable code for programs, a message and a hint for people. Faults are
 * recognised by shape (`isFault`), never by `instanceof`, so that they survive process boundaries and duplicated
 * packages.
 */
export interface Fault {
  /** Stable, upper case with underscores, e.g. `HEADER_IMPLAUSIBLE`. */
  readonly code: string;
  /** One sentence: what was expected, what was found, where. No full stop at the end. */
  readonly message: string;
  /** What to do next, ideally the command to type. Starts in lower case, no full stop at the end. */
  readonly hint?: string;
  readonly details?: Readonly<Record<string, unknown>>;
  /** Absent if none of these applies, and in journals that are older than the classes. */
  readonly class?: FaultClass;
  readonly cause?: unknown;
}

/** An Error that carries a fault; `toJSON` returns the plain shape for another process. */
export class FaultError extends Error implements Fault {
  readonly code: string;
  declare readonly hint?: string;
  declare readonly details?: Readonly<Record<string, unknown>>;
  declare readonly class?: FaultClass;
  constructor(fault: Fault) {
    super(fault.message, fault.cause === undefined ? undefined : { cause: fault.cause });
    this.name = 'FaultError';
    this.code = fault.code;
    if (fault.hint !== undefined) this.hint = fault.hint;
    if (fault.details !== undefined) this.details = fault.details;
    if (fault.class !== undefined) this.class = fault.class;
  }

  toJSON(): Fault {
    return plainFault(this);
  }
}

/**
 * True for our faults: a code in our form and a message. System errors of Node have codes too (ENOENT ...), but not in
 * this form.
 */
export function isFault(value: unknown): value is Fault {
  if (typeof value !== 'object' || value === null) return false;
  const { code, message } = value as { code?: unknown; message?: unknown };
  return (
    typeof code === 'string' &&
    /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(code) &&
    typeof message === 'string' &&
    !code.startsWith('ERR_')
  );
}

/** The enumerable, serialisable part of a fault. */
export function plainFault(fault: Fault): Fault {
  return {
    code: fault.code,
    message: fault.message,
    ...(fault.hint === undefined ? {} : { hint: fault.hint }),
    ...(fault.details === undefined ? {} : { details: fault.details }),
    ...(fault.class === undefined ? {} : { class: fault.class }),
  };
}
