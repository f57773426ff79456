import type { Fault } from '@ballast/resource-model';
import type { Outcome, RecordOf } from '@ballast/scheduler/journal';

/** What the board's record of a settlement holds besides its place: what the journal records of it. */
export type Kept = Pick<
  RecordOf<'settled'>,
  'outcome' | 'measures' | 'reserved' | 'observedHighWater' | 'evidence'
>;
type ProcessEnd = Extract<Outcome, { kind: 'worker-lost' }>['end'];

/** How much is kept: characters of a text, and lines or notes. */
interface Most {
  readonly chars: number;
  readonly lines: number;
}

/** Most characters of an outcome on the board, and its most bytes as a string of a record, which escapes it: a record has room for more. */
const MOST_CHARS = 30_000;
const MOST_ESCAPED = 56_000;
const STEPS: readonly Most[] = [
  { chars: 4000, lines: 50 },
  { chars: 1000, lines: 25 },
  { chars: 250, lines: 12 },
  { chars: 80, lines: 3 },
];

/**
 * The same in a length that the board takes, with as much of its texts as fits. Whatever a file or a program makes of them, a task
 * settles: a record that nobody can read would be refused by all, and its task would never end.
 */
export function fitted(kept: Kept): Kept {
  if (fits(kept)) return kept;
  for (const most of STEPS) {
    const shorter = { ...shortened(kept, most) };
    if (fits(shorter)) return shorter;
  }
  const { measures, reserved, observedHighWater } = kept;
  return { outcome: TOO_LONG, measures, reserved, observedHighWater };
}

const TOO_LONG: Outcome = {
  kind: 'failed',
  retry: 'never',
  fault: { code: 'OUTCOME_TOO_LONG', message: 'what became of this file does not fit a record of the board' },
};

function fits(kept: Kept): boolean {
  const text = JSON.stringify(kept);
  return text.length <= MOST_CHARS && Buffer.byteLength(JSON.stringify(text)) <= MOST_ESCAPED;
}

function shortened({ outcome, evidence, ...rest }: Kept, most: Most): Kept {
  const end = evidence?.end;
  return {
    ...rest,
    outcome: shortOutcome(outcome, most),
    ...(evidence === undefined
      ? {}
      : { evidence: { ...evidence, ...(end === undefined ? {} : { end: shortEnd(end, most) }) } }),
  };
}

function shortOutcome(outcome: Outcome, most: Most): Outcome {
  const short = (text: string): string => shortText(text, most);
  switch (outcome.kind) {
    case 'succeeded': {
      const notes = outcome.notes.slice(0, most.lines);
      return {
        ...outcome,
        notes: notes.map(({ kind, code, message }) => ({ kind, code: short(code), message: short(message) })),
      };
    }
    case 'failed':
      return { ...outcome, fault: shortFault(outcome.fault, most) };
    case 'seat-denied':
      return { ...outcome, fault: shortFault(outcome.fault, most) };
    case 'out-of-memory':
      return { ...outcome, proof: short(outcome.proof), end: shortEnd(outcome.end, most) };
    case 'worker-lost':
      return { ...outcome, end: shortEnd(outcome.end, most) };
    case 'cancelled':
      return { ...outcome, cause: short(outcome.cause) };
    case 'refused':
      return { ...outcome, reason: short(outcome.reason) };
    case 'timed-out':
    case 'hung':
      return outcome;
  }
}

/** Details are kept whole or not at all: their readers expect values, not pieces of them. */
function shortFault({ code, message, hint, details, class: of }: Fault, most: Most): Fault {
  const areShort = details !== undefined && JSON.stringify(details).length <= most.chars;
  return {
    ...{ code: shortText(code, most), message: shortText(message, most) },
    ...(hint === undefined ? {} : { hint: shortText(hint, most) }),
    ...(areShort ? { details } : {}),
    ...(of === undefined ? {} : { class: of }),
  };
}

/** The last lines say how it ended. */
function shortEnd(end: ProcessEnd, most: Most): ProcessEnd {
  const { signal, stderr, log } = end;
  return {
    ...end,
    signal: signal === null ? null : shortText(signal, most),
    stderr: stderr.slice(-most.lines).map((line) => shortText(line, most)),
    ...(typeof log === 'string' && log.length > most.chars ? { log: null } : {}),
  };
}

const shortText = (text: string, { chars }: Most): string =>
  text.length <= chars ? text : `${text.slice(0, chars - 1)}…`;
