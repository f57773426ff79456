import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CheckedBatch } from '@ballast/batch';
import type { ClusterJob, Licence } from '@ballast/cluster-submit';
import { parseDuration, parseSize } from '@ballast/config';
import { FaultError } from '@ballast/resource-model';
import { requireSharded } from './require-sharded.ts';

export interface JobFlags {
  readonly shards: number;
  readonly atOnce?: number;
  readonly licence: readonly string[];
  readonly memory?: string;
  readonly cpus?: number;
  readonly time?: string;
  readonly ballast?: string;
}

const BIN = fileURLToPath(new URL('../bin.js', import.meta.url));
const MINUTE = 60_000;

/** The job that runs a batch on a cluster. Faults: SUBMIT_OPTION, NOT_SHARDED. */
export function jobOf(file: string, checked: CheckedBatch, flags: JobFlags): ClusterJob {
  requireSharded(checked);
  const { batch, output } = checked;
  const { shards, atOnce = null, licence, memory, cpus = null, time, ballast } = flags;
  return {
    name: batch.name,
    // The nodes see the same file system, with this very Node and this very Ballast.
    ballast: ballast === undefined ? [process.execPath, BIN] : [ballast],
    batch: path.resolve(file),
    output,
    shards,
    atOnce,
    licences: licence.map(licenceOf),
    memory: memory === undefined ? null : parsedOr('--memory', memory, parseSize),
    cpus,
    minutes: time === undefined ? null : Math.ceil(parsedOr('--time', time, parseDuration) / MINUTE),
  };
}

function licenceOf(text: string): Licence {
  const [name = '', count = '1', ...more] = text.split(':');
  if (more.length > 0 || name === '') throw optionRefused('--licence', text, 'expected NAME or NAME:COUNT');
  return { name, count: Number(count) };
}

type Parsed<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly expected: string };

function parsedOr<Value>(option: string, text: string, parse: (text: string) => Parsed<Value>): Value {
  const parsed = parse(text);
  if (parsed.ok) return parsed.value;
  throw optionRefused(option, text, `expected ${parsed.expected}`);
}

function optionRefused(option: string, text: string, problem: string): FaultError {
  return new FaultError({
    code: 'SUBMIT_OPTION',
    message: `${option} ${JSON.stringify(text)} cannot be used: ${problem}`,
    hint: 'correct the option; `ballast submit --help` has examples',
  });
}
