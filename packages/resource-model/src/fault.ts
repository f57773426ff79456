/**
 * The world said no: a stable code for programs, a sentence and a hint for people.
 * Faults are recognised by shape (`isFault`), never by `instanceof`, so that they survive
 * process boundaries and duplicated packages.
 */
export interface Fault {
  /** Stable, upper case with underscores, e.g. `HEADER_IMPLAUSIBLE`. */
  readonly code: string;
  /** One sentence: what was expected, what was found, where. */
  readonly message: string;
  /** What to do next, ideally the command to type. */
  readonly hint?: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** An Error that carries a fault; `toJSON` gives the plain shape for another process. */
export class FaultError extends Error implements Fault {
  readonly code: string;
  declare readonly hint?: string;
  declare readonly details?: Readonly<Record<string, unknown>>;
  constructor(fault: Fault) {
    super(fault.message, fault.cause === undefined ? undefined : { cause: fault.cause });
    this.name = 'FaultError';
    this.code = fault.code;
    if (fault.hint !== undefined) this.hint = fault.hint;
    if (fault.details !== undefined) this.details = fault.details;
  }

  toJSON(): Fault {
    return plainFault(this);
  }
}

/** True for a fault of ours: a code in our form beside a message. Codes of Node's system errors (ENOENT) have no underscore, and those of Node itself begin with ERR_. */
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
  };
}
