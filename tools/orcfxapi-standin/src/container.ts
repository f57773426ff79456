import { closeSync, openSync, writeSync } from 'node:fs';
import { FAULTS, type FilePlan } from './file-plan.ts';
import type { PlannedObject, PlannedVariable } from './model-plan.ts';
import { random } from './random.ts';
import { fillSamples, seriesFields } from './series.ts';

const LOGGED = 1;
const POSITIONED = 2;
const FILL_BLOCK = 4 << 20;
const MAJOR = 11;
const MINOR = '3c';

/** Writes one file in large blocks; returns its size. The layout is described in the README. */
export function writeContainer(path: string, plan: FilePlan, seed: number): number {
  const logged = plan.objects.flatMap((object) => object.variables).filter((variable) => variable.logged);
  const preflight = preflightBytes();
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
  } finally {
    closeSync(file);
  }
  return size;
}

function writeAll(file: number, bytes: Uint8Array): number {
  let done = 0;
  while (done < bytes.length) done += writeSync(file, bytes, done);
  return done;
}

/** The rest of the log: bytes that neither a file system nor a disk can squeeze, each block different. */
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

function preflightBytes(): Buffer {
  const major = Buffer.alloc(2);
  major.writeUInt16LE(MAJOR);
  return Buffer.concat([
    Buffer.from([8]),
    Buffer.from('ORCAFLEX\0', 'latin1'),
    major,
    Buffer.from([MINOR.length]),
    Buffer.from(MINOR, 'latin1'),
    Buffer.from([0, 0, 2]),
  ]);
}

/** Appends little-endian fields. */
class Fields {
  readonly #parts: Buffer[] = [];

  u32(...values: readonly number[]): this {
    const buffer = Buffer.alloc(4 * values.length);
    values.forEach((value, i) => {
      buffer.writeUInt32LE(value, 4 * i);
    });
    this.#parts.push(buffer);
    return this;
  }

  f64(...values: readonly number[]): this {
    const buffer = Buffer.alloc(8 * values.length);
    values.forEach((value, i) => {
      buffer.writeDoubleLE(value, 8 * i);
    });
    this.#parts.push(buffer);
    return this;
  }

  u64(value: number): this {
    const buffer = Buffer.alloc(8);
    buffer.writeBigUInt64LE(BigInt(value));
    this.#parts.push(buffer);
    return this;
  }

  text(value: string): this {
    const bytes = Buffer.from(value, 'utf8');
    const length = Buffer.alloc(2);
    length.writeUInt16LE(bytes.length);
    this.#parts.push(length, bytes);
    return this;
  }

  bytes(): Buffer {
    return Buffer.concat(this.#parts);
  }
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
  return fields.bytes();
}

function putObject(fields: Fields, object: PlannedObject, logged: readonly PlannedVariable[]): void {
  fields.text(object.name).u32(object.type, object.nodes).f64(object.length).u32(object.variables.length);
  for (const variable of object.variables) {
    const { kind, parameters } = seriesFields(variable.series);
    const flags = (variable.logged ? LOGGED : 0) | (variable.positioned ? POSITIONED : 0);
    const block = variable.logged ? logged.indexOf(variable) : 0;
    fields
      .text(variable.name)
      .text(variable.units)
      .u32(kind, flags, block)
      .f64(...parameters);
  }
}
