import { statSync } from 'node:fs';
import path from 'node:path';
import { outputFolder } from '@ballast/batch';
import { type Batch, parseBatch } from '@ballast/config';
import { explainJson, isPlain, type Story, storyText, summaryText, Waits } from '@ballast/reporting';
import { forTerminal } from '@ballast/text';
import { EXIT } from '../exit-code.ts';
import { openTelling, stateOf, storiesOf } from '../explain/open-story.ts';
import { policyRules, policyText } from '../explain/policy-text.ts';
import { loadBatch } from './load-batch.ts';

export interface ExplainFlags {
  readonly json: boolean;
}

/** Files of one name that are explained at once. */
const MOST_STORIES = 10;

/**
 * `ballast explain`: what became of a batch's files and why, from its journal; of `policy`, the rules by which files are
 * tried again. Gives the exit code.
 */
export function explainCommand(what: string, file: string | undefined, { json }: ExplainFlags): number {
  const lines = what === 'policy' ? policy(file, json) : batch(path.resolve(what), file, json);
  for (const line of lines) process.stdout.write(`${line}\n`);
  return EXIT.ok;
}

function batch(folder: string, file: string | undefined, json: boolean): readonly string[] {
  const telling = openTelling(folder);
  const waits = new Waits(telling);
  const state = stateOf(telling);
  const stories =
    file === undefined ? telling.stories.filter((one) => !isPlain(one)) : storiesOf(telling, file);
  if (json) return [JSON.stringify(explainJson(telling, { state, waits, stories }), null, 2)];
  if (file === undefined) return summaryText(telling, state, waits);
  const told = (story: Story): readonly string[] => storyText(story, waits, telling.at);
  const shown = stories.slice(0, MOST_STORIES).flatMap(told);
  const rest = stories.length - MOST_STORIES;
  return rest > 0 ? [...shown, `and ${rest} more files of such a name; --json has all`] : shown;
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

/** A batch file, or the output folder of a batch, as it was run. */
function batchOf(place: string): Batch {
  const isFolder = statSync(place, { throwIfNoEntry: false })?.isDirectory() === true;
  const file = isFolder ? outputFolder(path.resolve(place)).effectiveBatch : place;
  return loadBatch(file, { set: [] }).batch;
}
