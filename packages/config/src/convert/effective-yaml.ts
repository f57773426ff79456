import type { ColumnSpec, Period, Position } from '@ballast/results-model';
import { Document, isScalar, visit } from 'yaml';
import type { Batch } from '../batch.ts';
import { durationText } from '../quantity/duration.ts';
import { memoryText } from '../quantity/memory.ts';
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
      node.flow = node.items.every(({ value }) => isScalar(value));
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
  const { memory, policy, timeout } = batch.resources;
  return {
    version: batch.version,
    batch: batch.name,
    reader: batch.reader,
    inputs: batch.inputs,
    output: batch.output,
    // The spread keeps the order of the schema: what is named again replaces its value in place.
    resources: {
      ...batch.resources,
      memory: memoryText(memory),
      policy: policyOf(policy),
      timeout: durationText(timeout),
    },
    ...(batch.orcaflex === null ? {} : { orcaflex: batch.orcaflex }),
    tables: batch.tables.map((table) => ({ ...table, columns: table.columns.map(columnOf) })),
  };
}

function columnOf(column: ColumnSpec): unknown {
  return {
    object: column.object,
    variable: column.variable,
    at: column.at === null ? null : positionOf(column.at),
    period: periodOf(column.period),
    statistics: column.statistics,
    label: column.label,
  };
}

function positionOf(position: Position): unknown {
  switch (position.kind) {
    case 'end':
      return { end: position.end };
    case 'touchdown':
      return 'touchdown';
    case 'arclength':
      return { arclength: position.arclength };
    case 'node':
      return { node: position.node };
  }
}

function periodOf(period: Period): unknown {
  switch (period.kind) {
    case 'whole':
    case 'static':
    case 'latest-wave':
      return period.kind;
    case 'stage':
      return { stage: period.stage };
    case 'instant':
      return [period.time];
    case 'range':
      return [period.from, period.to];
  }
}
