import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import type { Bytes } from '@ballast/resource-model';
import {
  JOURNAL_VERSION,
  type JournalHeader,
  type MachineFigures,
  type RunSettings,
} from '@ballast/scheduler/journal';
import { productName } from '../worker/product-version.ts';

export interface HeaderParts {
  readonly batch: string;
  readonly reader: string;
  readonly readerDetails: Readonly<Record<string, string>>;
  readonly effectiveBatch: string;
  readonly inputs: number;
  readonly cores: number;
  readonly budget: { readonly memory: Bytes; readonly source: string; readonly workers: number | null };
  readonly machine?: MachineFigures;
  readonly settings?: RunSettings;
}

/** The journal's first line, stamped with this machine, process and moment. */
export function journalHeader(parts: HeaderParts): JournalHeader {
  return {
    type: 'journal',
    version: JOURNAL_VERSION,
    product: productName(),
    host: hostname(),
    pid: process.pid,
    startedAt: new Date().toISOString(),
    batch: parts.batch,
    reader: parts.reader,
    readerDetails: parts.readerDetails,
    batchHash: createHash('sha256').update(parts.effectiveBatch).digest('hex'),
    inputs: parts.inputs,
    cores: parts.cores,
    budget: parts.budget,
    ...(parts.machine === undefined ? {} : { machine: parts.machine }),
    ...(parts.settings === undefined ? {} : { settings: parts.settings }),
  };
}
