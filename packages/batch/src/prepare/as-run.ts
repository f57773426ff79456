import path from 'node:path';
import { effectiveYaml } from '@ballast/config';
import { outputFolder } from '../folder/layout.ts';
import type { ReaderSettings } from '../worker/readers.ts';
import type { CheckedBatch } from './checked-batch.ts';

/** The batch as a file that means the same in any folder: every path is absolute. */
export function asRun(checked: CheckedBatch): string {
  const { batch, base, inputDirectory, output } = checked;
  const inputs = { ...batch.inputs, directory: inputDirectory };
  const { library } = settingsOf(checked);
  const orcaflex = batch.orcaflex === null ? null : { ...batch.orcaflex, library };
  const { root, tables } = outputFolder(output, resolved(base, batch.tablesFolder));
  const tablesFolder = batch.tablesFolder === null ? null : tables;
  const task =
    batch.task === null ? null : { ...batch.task, directory: resolved(base, batch.task.directory ?? '.') };
  const cases = batch.cases === null ? null : { ...batch.cases, file: resolved(base, batch.cases.file) };
  const report = { ...batch.report, logo: resolved(base, batch.report.logo) };
  const places = { output: root, tablesFolder };
  return effectiveYaml({ ...batch, task, cases, inputs, ...places, orcaflex, report }, null);
}

export function settingsOf({ batch, base }: CheckedBatch): ReaderSettings {
  return {
    library: resolved(base, batch.orcaflex?.library ?? null),
    nativeThreads: batch.resources.nativeThreads,
    logging: batch.orcaflex?.logging ?? 'default',
    version: batch.orcaflex?.version ?? null,
  };
}

/** Paths in a batch file count from its folder. */
export function resolved(base: string, written: string | null): string | null {
  return written === null ? null : path.resolve(base, written);
}
