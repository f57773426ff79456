import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type CheckedBatch, invalidBatch, issueLines } from '@ballast/batch';
import { type Batch, type ConfigIssue, parseBatch } from '@ballast/config';
import { FaultError } from '@ballast/resource-model';
import { deliver } from '../deliver/delivery.ts';
import { type Bases, candidatesOf, isFolder, isForeign, meantBy, portable } from '../paths/folders.ts';
import { inputIssue } from '../translate/input-selection.ts';
import { nativeBatchText } from '../translate/native-batch.ts';
import { type Digitalmodel, readDigitalmodel } from '../translate/read-digitalmodel.ts';
import { type FoundInputs, findInputs } from './find-inputs.ts';
import { nativeInputs } from './native-inputs.ts';
import { runName } from './run-names.ts';

export interface ConfigurationText {
  /** As the user wrote it. */
  readonly file: string;
  readonly text: string;
  /** In the terms of a batch file, applied last. */
  readonly overrides: readonly string[];
}

export interface ConfigurationOptions {
  /** Dictionary that overrides values of the configuration: a Python literal or JSON. */
  readonly override?: string;
  /** Output folder that replaces the one in the configuration; relative to the working directory. */
  readonly output?: string;
}

/** A configuration as a batch file. */
export interface Converted {
  readonly digitalmodel: Digitalmodel;
  /** Start of the names of its files. */
  readonly name: string;
  readonly found: FoundInputs;
  /** The same as patterns. */
  readonly inputs: Batch['inputs'];
  readonly text: string;
  /** What has no equivalent, and what is read differently. */
  readonly warnings: readonly string[];
}

const CORRECT = 'correct the configuration or the override';
/** Output folder unless the configuration names one. */
const RESULTS = 'results';

/**
 * Reads a configuration with its override and finds its inputs; opens none of them. `comments`: lines at the top of the
 * batch file. Faults: BATCH_INVALID, INPUT_FOLDER_MISSING, INPUT_FOLDER_UNREADABLE, NO_INPUTS.
 */
export function convert(
  { file, text }: ConfigurationText,
  options: ConfigurationOptions,
  comments: (warnings: readonly string[], named: boolean) => readonly string[] = () => [],
): Converted {
  const read = readDigitalmodel(text, options.override ?? null);
  const warnings = issueLines(read.warnings, file);
  if (!read.ok) throw withWarnings(invalidBatch(read.issues, file, CORRECT), warnings);
  const { digitalmodel } = read;
  const bases: Bases = { file: path.dirname(path.resolve(file)), working: process.cwd() };
  const found = findInputs(digitalmodel.inputs, bases, (issue, code) => {
    throw withWarnings(refused(issue, code, file), warnings);
  });
  const output =
    options.output === undefined ? outputOf(digitalmodel, bases, file) : path.resolve(options.output);
  const name = runName(file, digitalmodel, new Date());
  const { inputs, named } = nativeInputs(digitalmodel.inputs, found);
  const places = {
    name,
    inputs,
    output: portable(path.join(output, `${name}.ballast`)),
    tablesFolder: portable(output),
  };
  const batchText = nativeBatchText(digitalmodel, places, comments(warnings, named));
  return { digitalmodel, name, found, inputs, text: batchText, warnings };
}

/** The batch of a configuration, ready to run. Faults: those of `convert`. */
export function loadDigitalmodel(
  configuration: ConfigurationText,
  options: ConfigurationOptions,
): CheckedBatch {
  const { file, overrides } = configuration;
  const { digitalmodel, name, found, inputs, text, warnings } = convert(configuration, options);
  const parsed = parseBatch({ text, source: `${file} as a batch file`, overrides });
  if (!parsed.ok) throw invalidBatch(parsed.issues, file, 'correct the names or the flags');
  const { batch } = parsed;
  const base = path.dirname(path.resolve(file));
  const inputDirectory = path.resolve(base, batch.inputs.directory);
  const source = path.resolve(file);
  const delivery = { digitalmodel, name, folder: tablesFolder(batch, base), source };
  const unchanged = isDeepStrictEqual(batch.inputs, inputs);
  return {
    batch,
    base,
    inputDirectory,
    output: path.resolve(base, batch.output),
    warnings: [...warnings, ...issueLines(parsed.warnings, file)],
    ...(unchanged ? { inputs: found.inputs } : {}),
    configuration: source,
    afterPublish: (published) => deliver(delivery, { tables: batch.tables, inputDirectory }, published),
  };
}

function tablesFolder({ tablesFolder: written, output }: Batch, base: string): string {
  return path.resolve(base, written ?? path.join(output, 'tables'));
}

/** An existing folder wins; otherwise it will be made next to the configuration. */
function outputOf({ outputDirectory, outputPlace }: Digitalmodel, bases: Bases, file: string): string {
  if (outputDirectory === null) return path.join(bases.file, RESULTS);
  if (!isForeign(outputDirectory)) {
    return candidatesOf(outputDirectory, bases).find(isFolder) ?? meantBy(outputDirectory, bases);
  }
  const mistake = {
    expected: 'the path of a folder on this system',
    found: `${outputDirectory}, which has a drive letter`,
    hint: 'name another one with --out',
  };
  throw refused(inputIssue(outputPlace, mistake), 'OUTPUT_FOLDER_FOREIGN', file);
}

/** A value that was read differently may be the cause. */
function withWarnings(fault: FaultError, warnings: readonly string[]): FaultError {
  const { code, message, hint = CORRECT, details = {} } = fault;
  const lines = Array.isArray(details.lines) ? details.lines : [];
  return new FaultError({ code, message, hint, details: { ...details, lines: [...lines, ...warnings] } });
}

function refused(issue: ConfigIssue, code: string, file: string): FaultError {
  return new FaultError({
    code,
    message: `${file} cannot be run`,
    hint: CORRECT,
    details: { issues: [issue], lines: issueLines([issue], file) },
  });
}
