import { Document, isScalar, isSeq, visit } from 'yaml';
import type { Batch, OrcaflexSettings } from '../batch.ts';
import { durationText } from '../quantity/duration.ts';
import { memoryText } from '../quantity/memory.ts';
import { tableOf } from './column-text.ts';
import { policyOf } from './policy-text.ts';

/**
 * The batch as a batch file with every default written out; `parseBatch` reads it back to an equal batch.
 * `schema` is the path or address of the JSON Schema for editors, relative to where the file will lie; null leaves the
 * comment that names it out.
 */
export function effectiveYaml(batch: Batch, schema: string | null = './batch-v1.schema.json'): string {
  const document = new Document(fileOf(batch), { aliasDuplicateObjects: false });
  // Short lists and mappings on one line, as people write them.
  visit(document, {
    Map(_, node) {
      node.flow = node.items.every(
        ({ value }) => isScalar(value) || (isSeq(value) && value.items.length === 0),
      );
    },
    Seq(_, node) {
      node.flow = node.items.every((item) => isScalar(item));
    },
  });
  return `${schema === null ? '' : schemaComment(schema)}${document.toString({ lineWidth: 0 })}`;
}

/** A comment ends at the line's end; nothing in the path may start a new one. */
function schemaComment(schema: string): string {
  return `# yaml-language-server: $schema=${schema.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, '')}\n`;
}

function fileOf(batch: Batch): unknown {
  const { memory, policy, timeout, hungAfter, retries } = batch.resources;
  return {
    version: batch.version,
    batch: batch.name,
    reader: batch.reader,
    inputs: batch.inputs,
    output: batch.output,
    tablesFolder: batch.tablesFolder,
    // The spread keeps the order of the schema: what is named again replaces its value in place.
    resources: {
      ...batch.resources,
      memory: memoryText(memory),
      policy: policyOf(policy),
      timeout: durationText(timeout),
      hungAfter: durationText(hungAfter),
      retries: { ...retries, unavailableInput: durationText(retries.unavailableInput) },
    },
    ...(batch.orcaflex === null ? {} : { orcaflex: orcaflexOf(batch.orcaflex) }),
    tables: batch.tables.map(tableOf),
  };
}

function orcaflexOf({ licences, ...settings }: OrcaflexSettings): unknown {
  return { ...settings, licences: { ...licences, patience: durationText(licences.patience) } };
}
