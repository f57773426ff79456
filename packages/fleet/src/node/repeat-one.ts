import { comparable, differences, type PreparedNode, runNode } from '@ballast/batch';
import { FaultError } from '@ballast/resource-model';
import type { Engine } from '@ballast/scheduler';
import type { Outcome } from '@ballast/scheduler/journal';
import type { Board } from '../core/board.ts';
import type { ListedInput } from '../records/batch-record.ts';
import { settlementOf } from './board-view.ts';
import { CheckShare } from './check-share.ts';
import type { HeldSeats } from './held-seats.ts';

/** A task that another node has settled. */
interface Settled {
  readonly task: number;
  readonly file: string;
  readonly node: string;
  readonly outcome: Outcome;
}

/** A few: if none of their results can be read here, the check says nothing. */
const MOST_TRIED = 5;
/** The others are none of its affair. */
const OTHERS: Outcome = { kind: 'cancelled', retry: 'same-demand', cause: 'only one is repeated' };

export interface ToRepeat {
  readonly prepared: PreparedNode;
  readonly board: Board;
  readonly listed: readonly ListedInput[];
  /** Name of this node. */
  readonly node: string;
  readonly seats: HeldSeats | null;
  /** Called with what carries it out, and with null when it has ended: to stop it. */
  readonly running: (engine: Engine | null) => void;
  readonly say: (line: string) => void;
}

/**
 * Repeats the smallest task that another node has settled, and compares: another library, or another processor, with other digits is
 * found before it fills a table. False if it was interrupted. Fault FLEET_DIFFERS. Tasks of users' own are not repeated: they may print times, or do it once only.
 */
export async function repeatOne(to: ToRepeat): Promise<boolean> {
  const { prepared, say } = to;
  if (prepared.program !== null) return true;
  for (const settled of smallest(to)) {
    const theirs = comparable(prepared, settled.task, settled.outcome);
    if (!theirs.ok) continue;
    const own = await attempt(to, settled);
    // Interrupted, or out of contact: it proves nothing.
    if (own?.kind === 'cancelled') return false;
    // It cannot be recorded here, which the first task of its own will show.
    if (own === null) return true;
    const mine = comparable(prepared, settled.task, own);
    if (!mine.ok)
      throw differs(settled, own.kind === 'failed' ? own.fault.message : `${own.kind}: ${mine.reason}`);
    const unlike = differences(theirs.parts, mine.parts);
    if (unlike.length > 0) throw differs(settled, `other values: ${unlike.join(', ')}`);
    say(`repeated ${settled.file}: the same values as on ${settled.node}`);
    return true;
  }
  return true;
}

/** By size, the smallest first. */
function smallest({ board, listed, node }: ToRepeat): readonly Settled[] {
  const found: Settled[] = [];
  for (const { task, file } of listed.toSorted((a, b) => a.size - b.size)) {
    const entry = board.tasks.get(task);
    if (entry?.record.type !== 'settled' || entry.record.node === node) continue;
    const settlement = settlementOf(entry);
    if (typeof settlement === 'string' || settlement.outcome.kind !== 'succeeded') continue;
    found.push({ task, file, node: settlement.node, outcome: settlement.outcome });
    if (found.length === MOST_TRIED) break;
  }
  return found;
}

/** What this machine makes of it; null if it did not come to that. */
async function attempt(
  { prepared, node, seats, running }: ToRepeat,
  { task }: Settled,
): Promise<Outcome | null> {
  let engine: Engine | null = null;
  let outcome: Outcome | null = null;
  const share = new CheckShare({
    seats,
    state: () => engine?.state() ?? null,
    fenced: () => engine?.cancel('this machine has lost its contact to the fleet'),
  });
  const outcomes = prepared.inputs.map((_, index) => (index === task ? undefined : OTHERS));
  const run = await runNode(prepared, {
    ...{ node, share, outcomes, attempts: new Uint16Array(prepared.inputs.length) },
    settled: (record) => {
      outcome = record.outcome;
    },
  });
  engine = run.scheduler;
  running(engine);
  try {
    await run.ended;
  } finally {
    share.close();
    running(null);
  }
  return outcome;
}

function differs({ file, node }: Settled, what: string): FaultError {
  return new FaultError({
    code: 'FLEET_DIFFERS',
    message: `this machine does not read ${file} as ${node} did (${what})`,
    hint: 'compare versions, libraries and mounts of the two machines (ballast doctor --fleet), and check that both see the same file',
    details: { file, node, what },
  });
}
