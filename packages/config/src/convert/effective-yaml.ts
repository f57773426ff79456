import { Document, isScalar, isSeq, visit } from 'yaml';
import type { Batch, OrcaflexSettings } from '../batch.ts';
import { durationText } from '../quantity/duration.ts';
import { memoryText } from '../quantity/memory.ts';
import { NOT_PRINTABLE } from '../yaml/not-printable.ts';
import { channelsOf } from './channel-text.ts';
import { tableOf } from './column-text.ts';
import { namesOf } from './names-text.ts';
import { policyOf } from './policy-text.ts';
import { taskText } from './task-settings.ts';

/**
 * The batch as a batch file with every default written out; `parseBatch` reads it back as an equal batch.
 * `schema` is the URL of the JSON Schema for editors, or its path relative to the folder of the new file; null omits the
 * comment with it.
 */
export function effectiveYaml(batch: Batch, schema: string | null = './batch-v1.schema.json'): string {
  const document = new Document(fileOf(batch), { aliasDuplicateObjects: false });
  // Short lists and mappings stay on one line, as people write them.
  visit(document, {
    Map(_, node) {
      node.flow = node.items.every(
        ({ value }) => isScalar(value) || (isSeq(value) && value.items.length === 0),
      );
    },
    Seq(_, node) {
      node.flow = node.items.every((item) => isScalar(item));
    },
    Scalar(_, node) {
      // Only double quotes allow escapes, and the library does not quote for every character that needs one.
      if (typeof node.value === 'string' && node.value.search(NOT_PRINTABLE) >= 0) node.type = 'QUOTE_DOUBLE';
    },
  });
  return `${schema === null ? '' : schemaComment(schema)}${escaped(document.toString({ lineWidth: 0 }))}`;
}

/** The characters of double-quoted texts that the library leaves as they are. */
function escaped(text: string): string {
  const codeOf = (c: string): string => (c.codePointAt(0) ?? 0).toString(16).padStart(4, '0');
  return text.replace(NOT_PRINTABLE, (c) => `\\u${codeOf(c)}`);
}

/** A comment ends with its line: the path must not contain a line break. */
function schemaComment(schema: string): string {
  return `# yaml-language-server: $schema=${schema.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, '')}\n`;
}

function fileOf(batch: Batch): unknown {
  const { memory, policy, timeout, hungAfter, retries } = batch.resources;
  const csv = batch.tables[0]?.csv;
  return {
    version: batch.version,
    batch: batch.name,
    ...(batch.task === null ? { reader: batch.reader } : { task: taskText(batch) }),
    inputs: batch.inputs,
    output: batch.output,
    tablesFolder: batch.tablesFolder,
    // What is not said stays away: batches keep the text, and so the hash, that they had before there was a choice.
    ...said(batch.report),
    // The spread keeps the order of the schema: the keys below it replace their values in place.
    resources: {
      ...batch.resources,
      memory: memoryText(memory),
      policy: policyOf(policy),
      timeout: durationText(timeout),
      hungAfter: durationText(hungAfter),
      retries: { ...retries, unavailableInput: durationText(retries.unavailableInput) },
    },
    ...(batch.orcaflex === null ? {} : { orcaflex: orcaflexOf(batch.orcaflex) }),
    ...(batch.cases === null ? {} : { cases: casesOf(batch) }),
    ...(batch.names === null ? {} : { names: namesOf(batch.names) }),
    ...(csv === undefined ? {} : { csv }),
    ...(batch.channels.length === 0 ? {} : { channels: channelsOf(batch.channels) }),
    tables: batch.tables.map(tableOf),
  };
}

function said(report: Batch['report']): Partial<Batch['report']> {
  return Object.fromEntries(Object.entries(report).filter(([, value]) => value !== null));
}

function casesOf({ cases, tables }: Batch): unknown {
  const channels = tables.find((table) => table.cases !== undefined)?.cases?.channels ?? [];
  const own = channels.map(({ name, column, statistic }) => [name, { variable: column.variable, statistic }]);
  return { ...cases, channels: Object.fromEntries(own) };
}

function orcaflexOf({ licences, ...settings }: OrcaflexSettings): unknown {
  return { ...settings, licences: { ...licences, patience: durationText(licences.patience) } };
}
