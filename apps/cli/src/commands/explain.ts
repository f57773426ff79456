import { statSync } from 'node:fs';
import path from 'node:path';
import { outputFolder } from '@ballast/batch';
import { type Batch, parseBatch } from '@ballast/config';
import {
  type BatchFigures,
  explainJson,
  failureText,
  figuresOf,
  isPlain,
  speedText,
  storyText,
  summaryText,
} from '@ballast/reporting';
import { countText, forTerminal } from '@ballast/text';
import { EXIT } from '../exit-code.ts';
import { openStory, stateOf, tasksNamed } from '../explain/open-story.ts';
import { policyRules, policyText } from '../explain/policy-text.ts';
import { painter } from '../show/colour.ts';
import { loadBatch } from './load-batch.ts';

export interface ExplainFlags {
  readonly json: boolean;
  /** Name every file that did not succeed. */
  readonly all?: boolean;
  /** What limited the batch, and how good the predictions were. */
  readonly speed?: boolean;
}

/** Most files of one name that are explained. */
const MOST_STORIES = 10;

/**
 * `ballast explain`: what happened to a batch's files and why, from its journal; for `policy`, the rules of retries. Returns
 * the exit code.
 */
export function explainCommand(what: string, file: string | undefined, flags: ExplainFlags): number {
  const lines = what === 'policy' ? policy(file, flags.json) : batch(path.resolve(what), file, flags);
  for (const line of lines) process.stdout.write(`${line}\n`);
  return EXIT.ok;
}

function batch(
  folder: string,
  file: string | undefined,
  { json, all = false, speed = false }: ExplainFlags,
): readonly string[] {
  const story = openStory(folder);
  if (!json && all) return failures(folder, figuresOf(story));
  if (!json && speed) return speeds(figuresOf(story));
  const state = stateOf(story);
  const tasks = file === undefined ? story.tasks.filter((task) => !isPlain(task)) : tasksNamed(story, file);
  if (json) return [JSON.stringify(explainJson(story, { state, tasks }), null, 2)];
  if (file === undefined) return summaryText(story, state);
  const shown = storyText(story, tasks.slice(0, MOST_STORIES));
  const more = tasks.length - MOST_STORIES;
  return more > 0 ? [...shown, `and ${countText(more, 'more file')} of that name; --json lists all`] : shown;
}

function failures(folder: string, figures: BatchFigures): readonly string[] {
  const { journal, report } = outputFolder(folder);
  const paint = painter(process.stdout);
  const lines = failureText(figures, { tables: [], journal, report }, { all: true, paint });
  return lines.length === 0 ? ['all files succeeded'] : lines;
}

function speeds(figures: BatchFigures): readonly string[] {
  const lines = speedText(figures);
  return lines.length === 0 ? ['nothing is known: the batch took less than a second'] : lines;
}

const DEFAULTS = `version: 1
batch: defaults
reader: openfast
inputs: { directory: . }
output: ./out
tables: [{ name: t, layout: long, columns: [{ variable: "*", statistics: all }] }]
`;

function policy(of: string | undefined, json: boolean): readonly string[] {
  const rules = policyRules(of === undefined ? defaults() : batchOf(of));
  if (json) return [JSON.stringify({ rules: rules.map(({ key, value }) => ({ key, value })) }, null, 2)];
  return policyText(rules, of === undefined ? 'defaults' : forTerminal(of));
}

function defaults(): Batch {
  const parsed = parseBatch({ text: DEFAULTS, source: 'defaults', overrides: [] });
  if (!parsed.ok) throw new Error('defect: the smallest batch is not a batch');
  return parsed.batch;
}

/** A batch file, or the output folder of a batch that was run. */
function batchOf(place: string): Batch {
  const isFolder = statSync(place, { throwIfNoEntry: false })?.isDirectory() === true;
  const file = isFolder ? outputFolder(path.resolve(place)).effectiveBatch : place;
  return loadBatch(file, { set: [] }).batch;
}
