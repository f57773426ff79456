import type { AlertCode, Figures } from '../document/figures.ts';
import type { Live } from '../live/live-fold.ts';
import type { Now } from '../live/now.ts';
import { type Dialect, expositionOf, type Family, type Sample } from './exposition.ts';

/** A batch as a metrics page names it. */
export interface NamedLive extends Live {
  /** The value of the label `batch`: unlike that of any other batch on the page. */
  readonly name: string;
}

/** All batches as one page of metrics. No label names a file: their number has no limit. */
export function metricsText(batches: readonly NamedLive[], dialect: Dialect): string {
  const of = (samples: (one: NamedLive) => readonly Sample[]): readonly Sample[] =>
    batches.flatMap((one) =>
      samples(one).map(({ labels, value }) => ({ labels: { batch: one.name, ...labels }, value })),
    );
  return expositionOf(familiesOf(of), dialect);
}

type Of = (samples: (one: NamedLive) => readonly Sample[]) => readonly Sample[];

function familiesOf(of: Of): readonly Family[] {
  return [
    {
      name: 'ballast_batch',
      kind: 'info',
      help: 'The batch and what runs it.',
      samples: of(({ figures }) => [{ labels: infoOf(figures), value: 1 }]),
    },
    {
      name: 'ballast_batch_running',
      kind: 'gauge',
      help: 'Whether the process of the batch runs.',
      samples: of(({ now }) => [one(now.state === 'running' ? 1 : 0)]),
    },
    {
      name: 'ballast_files',
      kind: 'gauge',
      help: 'Input files by status.',
      samples: of(({ figures }) => byLabel('status', figures.counts.statuses)),
    },
    ...machineFamilies(of),
    ...progressFamilies(of),
  ];
}

function machineFamilies(of: Of): readonly Family[] {
  return [
    {
      name: 'ballast_tasks',
      kind: 'gauge',
      help: 'Tasks by phase.',
      samples: of(({ now }) => byLabel('phase', { ...now.tasks })),
    },
    {
      name: 'ballast_memory_bytes',
      kind: 'gauge',
      unit: 'bytes',
      help: 'Memory that workers use, that is reserved for them, and the budget.',
      samples: of(({ figures, now }) => byLabel('kind', memoryOf(figures, now))),
    },
    {
      name: 'ballast_read_bytes',
      kind: 'counter',
      unit: 'bytes',
      help: 'Bytes that workers read.',
      samples: of(({ now }) => [one(now.totals.readBytes)]),
    },
    {
      name: 'ballast_cpu_seconds',
      kind: 'counter',
      unit: 'seconds',
      help: 'Core time that workers used.',
      samples: of(({ now }) => [one(now.totals.cpuSeconds)]),
    },
    {
      name: 'ballast_load_permits',
      kind: 'gauge',
      help: 'Loads that may be active at a time.',
      samples: of(({ now: { machine } }) => (machine === null ? [] : [one(machine.permits)])),
    },
    {
      name: 'ballast_bound_seconds',
      kind: 'counter',
      unit: 'seconds',
      help: 'Time for which each resource kept the batch from being faster.',
      samples: of(({ now }) => byLabel('resource', now.totals.boundSeconds)),
    },
    {
      name: 'ballast_seats',
      kind: 'gauge',
      help: 'Licence seats that are held, and those that there are.',
      samples: of(({ now: { machine } }) =>
        machine?.seats ? byLabel('state', { held: machine.seats[0], limit: machine.seats[1] }) : [],
      ),
    },
  ];
}

function progressFamilies(of: Of): readonly Family[] {
  return [
    {
      name: 'ballast_eta_seconds',
      kind: 'gauge',
      unit: 'seconds',
      help: 'How long the batch will probably still take: the ends of a range.',
      samples: of(({ now: { left } }) =>
        left === null ? [] : byLabel('bound', { low: left.from / 1000, high: left.to / 1000 }),
      ),
    },
    {
      name: 'ballast_workers_lost',
      kind: 'counter',
      help: 'Worker processes that were lost.',
      samples: of(({ figures }) => [one(figures.counts.workersLost)]),
    },
    {
      name: 'ballast_retries',
      kind: 'counter',
      help: 'Failed attempts that another one followed.',
      samples: of(({ figures }) => [one(figures.counts.retried)]),
    },
    {
      name: 'ballast_alerts',
      kind: 'gauge',
      help: 'Alerts that last, by code.',
      samples: of(({ figures }) => byLabel('code', alertsOf(figures))),
    },
    {
      name: 'ballast_last_settled_timestamp_seconds',
      kind: 'gauge',
      unit: 'seconds',
      help: 'When a file settled last, in seconds since 1970.',
      samples: of(({ figures }) => lastSettled(figures)),
    },
  ];
}

function one(value: number): Sample {
  return { labels: {}, value };
}

function byLabel(label: string, values: Readonly<Record<string, number>>): readonly Sample[] {
  return Object.entries(values).map(([name, value]) => ({ labels: { [label]: name }, value }));
}

function infoOf({ batch }: Figures): Readonly<Record<string, string>> {
  return { host: batch.host, reader: batch.reader.name, product: batch.product, started: batch.startedAt };
}

function memoryOf({ budget }: Figures, { machine }: Now): Readonly<Record<string, number>> {
  if (machine === null) return { budget: budget.memory };
  return { used: machine.used, reserved: machine.held, budget: machine.budget };
}

/** Every code, so that an alert that is over goes back to 0 instead of vanishing. */
const NO_ALERTS: Readonly<Record<AlertCode, number>> = {
  'memory-near-budget': 0,
  'nothing-settles': 0,
  failures: 0,
  'slow-storage': 0,
  'no-seat': 0,
  'workers-lost': 0,
  'little-room': 0,
  'journal-silent': 0,
};

function alertsOf({ alerts }: Figures): Readonly<Record<string, number>> {
  const counts: Record<AlertCode, number> = { ...NO_ALERTS };
  for (const { code, until } of alerts) if (until === null) counts[code] += 1;
  return counts;
}

function lastSettled({ batch }: Figures): readonly Sample[] {
  const began = Date.parse(batch.startedAt);
  if (batch.lastSettlement === null || Number.isNaN(began)) return [];
  return [one((began + batch.lastSettlement) / 1000)];
}
