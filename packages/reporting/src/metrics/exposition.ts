import { forTerminal } from '@ballast/text';

/** `classic`: text format 0.0.4, which the textfile collector of node_exporter reads; `openmetrics`: OpenMetrics 1.0. */
export type Dialect = 'classic' | 'openmetrics';

export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Family {
  /** Without the ending that its kind adds: `_total` of a counter, `_info` of an info. */
  readonly name: string;
  readonly kind: 'gauge' | 'counter' | 'info';
  /** The last part of the name, if that is a unit. */
  readonly unit?: string;
  readonly help: string;
  readonly samples: readonly Sample[];
}

/** Families without samples are left out. No line has a time: collectors refuse files with times. */
export function expositionOf(families: readonly Family[], dialect: Dialect): string {
  const lines = families
    .filter(({ samples }) => samples.length > 0)
    .flatMap((family) => (dialect === 'classic' ? classicLines(family) : openLines(family)));
  return `${[...lines, ...(dialect === 'openmetrics' ? ['# EOF'] : [])].join('\n')}\n`;
}

const ENDINGS = { gauge: '', counter: '_total', info: '_info' } as const;

/** The classic format has no info and no unit, and a counter has its whole name everywhere. */
function classicLines({ name, kind, help, samples }: Family): string[] {
  const whole = `${name}${ENDINGS[kind]}`;
  return [
    `# HELP ${whole} ${escapedHelp(help)}`,
    `# TYPE ${whole} ${kind === 'info' ? 'gauge' : kind}`,
    ...samples.map((sample) => sampleLine(whole, sample)),
  ];
}

function openLines({ name, kind, unit, help, samples }: Family): string[] {
  return [
    `# TYPE ${name} ${kind}`,
    ...(unit === undefined ? [] : [`# UNIT ${name} ${unit}`]),
    `# HELP ${name} ${escapedHelp(help)}`,
    ...samples.map((sample) => sampleLine(`${name}${ENDINGS[kind]}`, sample)),
  ];
}

function sampleLine(name: string, { labels, value }: Sample): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escapedLabel(text)}"`);
  return `${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${numberText(value)}`;
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  return String(value);
}

/** Names come from others: made visible first, so that a terminal that shows the text is safe, then escaped. */
function escapedLabel(text: string): string {
  return forTerminal(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"');
}

function escapedHelp(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}
