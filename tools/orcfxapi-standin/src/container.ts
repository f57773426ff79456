import { closeSync, futimesSync, openSync, writeSync } from 'node:fs';
import type { PlannedDatum } from './data-plan.ts';
import { Fields } from './fields.ts';
import { FAULTS, type FilePlan } from './file-plan.ts';
import type { PlannedObject, PlannedVariable } from './model-plan.ts';
import { random } from './random.ts';
import { fillSamples, seriesFields } from './series.ts';

const LOGGED = 1;
const POSITIONED = 2;
const FILL_BLOCK = 4 << 20;
const UNAVAILABLE = 4;
/** In seconds. */
const SET_BACK = 3600;
/** The index in `FILE_TYPES` of the only type that has a log. */
const SIMULATION = 2;
/** The interface's numbers. */
const DATA_TYPES = { double: 0, integer: 1, string: 2, boolean: 5 } as const;

/** Writes one file in large blocks; returns its size. The layout is described in the README. */
export function writeContainer(path: string, plan: FilePlan, seed: number): number {
  const logged =
    plan.fileType === SIMULATION
      ? plan.objects.flatMap((object) => object.variables).filter((variable) => variable.logged)
      : [];
  const preflight = preflightBytes(plan);
  const table = tableBytes(plan, logged, 0);
  const dataOffset = preflight.length + 12 + table.length;
  const size = Math.max(plan.size, dataOffset + logged.length * plan.samples * plan.sampleBytes);
  const prefix = Buffer.alloc(12);
  prefix.write('STANDIN1', 'latin1');
  prefix.writeUInt32LE(table.length, 8);
  const file = openSync(path, 'w');
  try {
    let at = writeAll(file, Buffer.concat([preflight, prefix, tableBytes(plan, logged, size)]));
    const samples = plan.sampleBytes === 4 ? new Float32Array(plan.samples) : new Float64Array(plan.samples);
    for (const variable of logged) {
      fillSamples(variable.series, samples);
      at += writeAll(file, new Uint8Array(samples.buffer));
    }
    writeFill(file, size - at, seed);
    setBack(file);
  } finally {
    closeSync(file);
  }
  return size;
}

/** A file that was written just now makes its reader wait for further writes: this one looks as after a night of simulations. */
function setBack(file: number): void {
  const written = Date.now() / 1000 - SET_BACK;
  futimesSync(file, written, written);
}

function writeAll(file: number, bytes: Uint8Array): number {
  let done = 0;
  while (done < bytes.length) done += writeSync(file, bytes, done);
  return done;
}

/** Fills the rest of the log with bytes that neither a file system nor a disk can compress or deduplicate. */
function writeFill(file: number, length: number, seed: number): void {
  if (length <= 0) return;
  const block = new Uint32Array(Math.ceil(Math.min(length, FILL_BLOCK) / 4));
  const next = random(seed);
  for (let i = 0; i < block.length; i += 1) block[i] = next() * 4294967296;
  const bytes = new Uint8Array(block.buffer);
  for (let left = length; left > 0; left -= FILL_BLOCK) {
    block[0] = left >>> 0;
    writeAll(file, bytes.subarray(0, Math.min(left, FILL_BLOCK)));
  }
}

function preflightBytes({ version, fileType }: FilePlan): Buffer {
  const [, major = '0', minor = ''] = /^(\d+)\.(.*)$/.exec(version) ?? [];
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(Number(major));
  return Buffer.concat([
    Buffer.from([8]),
    Buffer.from('ORCAFLEX\0', 'latin1'),
    bytes,
    Buffer.from([minor.length]),
    Buffer.from(minor, 'latin1'),
    Buffer.from([0, 0, fileType]),
  ]);
}

function tableBytes(plan: FilePlan, logged: readonly PlannedVariable[], size: number): Buffer {
  const fields = new Fields()
    .u32(plan.samples, plan.sampleBytes, plan.latestWaveSamples, plan.computePasses)
    .u32(FAULTS.indexOf(plan.fault), logged.length)
    .f64(plan.start, plan.step, plan.plannedEnd, plan.memoryFactor, plan.faultArgument)
    .u64(size)
    .u32(plan.stages.length)
    .f64(...plan.stages)
    .u32(plan.warnings.length);
  for (const warning of plan.warnings) fields.text(warning);
  fields.u32(plan.objects.length);
  for (const object of plan.objects) putObject(fields, object, logged);
  const switches = Object.entries(plan.switches);
  fields.u32(switches.length);
  for (const [key, value] of switches) fields.text(key).text(value);
  return fields.bytes();
}

function putObject(fields: Fields, object: PlannedObject, logged: readonly PlannedVariable[]): void {
  fields.text(object.name).u32(object.type, object.nodes).f64(object.length).u32(object.variables.length);
  for (const variable of object.variables) putVariable(fields, variable, logged);
  fields.u32(object.data.length);
  for (const datum of object.data) putDatum(fields, datum);
}

function putVariable(fields: Fields, variable: PlannedVariable, logged: readonly PlannedVariable[]): void {
  const { kind, parameters } = seriesFields(variable.series);
  const block = logged.indexOf(variable);
  const flags =
    (block >= 0 ? LOGGED : 0) |
    (variable.positioned ? POSITIONED : 0) |
    (variable.available ? 0 : UNAVAILABLE);
  const needs = variable.requires.reduce((mask, field) => mask | (1 << field), 0);
  fields
    .text(variable.name)
    .text(variable.units)
    .u32(kind, flags, Math.max(0, block))
    .f64(...parameters, variable.static)
    .u32(needs, variable.resultPoints);
  for (const limit of [variable.upper, variable.lower]) fields.text(limit?.name ?? '').f64(limit?.value ?? 0);
}

function putDatum(fields: Fields, { name, type, rows, values }: PlannedDatum): void {
  fields.text(name).u32(DATA_TYPES[type], rows < 0 ? 0xffffffff : rows, values.length);
  for (const value of values) fields.text(typeof value === 'boolean' ? (value ? 'Yes' : 'No') : `${value}`);
}
