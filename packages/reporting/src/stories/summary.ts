import { formatBytes, formatDuration } from '@ballast/resource-model';
import { type WaitReason, waitReasonText } from '@ballast/scheduler/journal';
import { countText, forTerminal } from '@ballast/text';
import { tableStatus } from '../figures/table-status.ts';
import type { BatchState } from './batch-state.ts';
import { inFlight, type Story } from './story.ts';
import { REQUEUE_WORDS, standingText } from './story-text.ts';
import type { Telling } from './tell-stories.ts';
import type { Waits } from './waiting.ts';

/** Files that are named of each group. */
const MOST_FILES = 10;

/** Files of a batch by how it stands with them, without those that simply succeeded. */
interface Groups {
  readonly succeeded: number;
  readonly retried: readonly Story[];
  readonly inFlight: readonly Story[];
  readonly waiting: readonly { readonly story: Story; readonly reason: WaitReason }[];
  /** By their status in tables. */
  readonly others: ReadonlyMap<string, readonly Story[]>;
}

/** Nothing to explain: it was read at the first attempt, or its outcome of before holds, and nothing is missing. */
export function isPlain({ outcome, attempts }: Story): boolean {
  return outcome !== null && tableStatus(outcome) === 'succeeded' && attempts.length <= 1;
}

function groupsOf({ stories }: Telling, waits: Waits): Groups {
  const groups = {
    succeeded: 0,
    retried: [] as Story[],
    inFlight: [] as Story[],
    waiting: [] as { story: Story; reason: WaitReason }[],
    others: new Map<string, Story[]>(),
  };
  for (const story of stories) {
    if (story.outcome === null) {
      if (inFlight(story) !== null) groups.inFlight.push(story);
      else groups.waiting.push({ story, reason: waits.reason(story) });
      continue;
    }
    const status = tableStatus(story.outcome);
    if (status !== 'succeeded') ofStatus(groups.others, status).push(story);
    else if (story.attempts.length > 1) groups.retried.push(story);
    else groups.succeeded += 1;
  }
  return groups;
}

function ofStatus(others: Map<string, Story[]>, status: string): Story[] {
  const known = others.get(status) ?? [];
  others.set(status, known);
  return known;
}

const STATES: Readonly<Record<BatchState, string>> = {
  ended: 'has ended',
  running: 'is running',
  left: 'broke off: the process that ran it is gone (ballast resume goes on with it)',
  elsewhere: 'has not ended; the process that runs it is on another machine, or gone',
};

/** Everything that is not plain success, for people. Safe to print. */
export function summaryText(telling: Telling, state: BatchState, waits: Waits): readonly string[] {
  const groups = groupsOf(telling, waits);
  const { header, at, stories, resumed } = telling;
  const again = resumed === 0 ? '' : `, gone on with ${countText(resumed, 'time')}`;
  return [
    `${header.batch} ${STATES[state]}; ${countText(stories.length, 'file')}, ${formatDuration(at)} since it began${again}`,
    `  ${groups.succeeded} succeeded at the first attempt`,
    ...heldLines(telling, waits),
    ...section('in flight', groups.inFlight, (story) => standingText(story, waits)),
    ...waitingLines(groups.waiting),
    ...section('succeeded after another attempt', groups.retried, causesText),
    ...[...groups.others].flatMap(([status, all]) =>
      section(status, all, (story) => standingText(story, waits)),
    ),
    ...telling.warnings.map(({ code, message }) => `${code}: ${message}`),
  ].map(forTerminal);
}

function heldLines({ header }: Telling, { held }: Waits): string[] {
  if (held.tasks === 0) return [];
  const { memory } = header.budget;
  // What waits loaded for its turn to compute holds little of what it was promised.
  const together = held.memory > memory ? ', not all of it at a time' : '';
  return [
    `  ${held.tasks} in flight were promised ${formatBytes(held.memory)}${together}; the budget is ${formatBytes(memory)}`,
  ];
}

function section(name: string, stories: readonly Story[], text: (story: Story) => string): string[] {
  if (stories.length === 0) return [];
  const shown = stories.slice(0, MOST_FILES).map((story) => `  ${story.file}: ${text(story)}`);
  return [`${countText(stories.length, 'file')}: ${name}`, ...shown, ...rest(stories.length)];
}

/** Files that wait for the same are told together: there may be very many. */
function waitingLines(waiting: Groups['waiting']): string[] {
  const kinds = new Map<string, { readonly text: string; readonly files: string[] }>();
  for (const { story, reason } of waiting) {
    const kind = kinds.get(reason.kind) ?? { text: waitReasonText(reason), files: [] };
    kinds.set(reason.kind, kind);
    kind.files.push(story.file);
  }
  return [...kinds.values()].flatMap(({ text, files }) => {
    const first = files.length === 1 ? (files[0] ?? '') : `the first of them, ${files[0]}`;
    return [`${countText(files.length, 'file')}: not run yet`, `  ${first}: ${text}`];
  });
}

function causesText({ attempts }: Story): string {
  const causes = attempts.flatMap(({ end, isLost }) => {
    if (end?.type === 'requeued') return [REQUEUE_WORDS[end.cause]];
    return isLost ? ['the process that ran the batch was gone'] : [];
  });
  return `succeeded at attempt ${attempts.length}: ${causes.join(', then ')}`;
}

function rest(count: number): string[] {
  return count > MOST_FILES ? [`  and ${count - MOST_FILES} more; --json has all`] : [];
}
