import { shapeText, valuesText } from './shape-text.ts';
import { interfaceShape, unionShapes } from './shapes.ts';
import { parseSource } from './source.ts';

const HEAD = `# The journal

\`journal.ndjson\` in the output folder: one JSON object a line, only ever appended to. The first line is the header; every later
one is a record of what happened, written before it is acted upon. \`ballast explain\` reads it for you; this page is for programs
that read it themselves.

- A task is an input file, by its number in the records \`input\`. An attempt is one execution of a task.
- \`check\` at the end of each line is the number of the line and a checksum; [the scheduler](../../packages/scheduler/README.md)
  describes it, and what is done with a line that is not as it was written.
- A line of type \`pack\` holds up to 64 similar records: what they have in common is in \`common\`, and each of \`rows\` has the rest. A
  cell belongs to every place in \`at\` of its column, behind the text \`begins\` if the column has one; \`[]\` means that the
  record does not have the field.
- New types of records and new fields need no new version: skip what you do not know.
`;

/** docs/reference/journal.md. */
export function journalPage(): string {
  const record = parseSource('packages/scheduler/src/journal/record.ts');
  const outcome = parseSource('packages/scheduler/src/core/state/tasks/outcome.ts');
  const measures = parseSource('packages/scheduler/src/core/state/measures.ts');
  const waits = parseSource('packages/scheduler/src/core/state/tasks/wait-reason.ts');
  return [
    HEAD,
    shapeText('The header', interfaceShape(record, 'JournalHeader')),
    ...unionShapes(record, 'JournalRecord', 'type').map((shape) => shapeText(`\`${shape.name}\``, shape)),
    ...unionShapes(outcome, 'Outcome', 'kind').map((shape) => shapeText(`Outcome: \`${shape.name}\``, shape)),
    shapeText('AttemptMeasures', interfaceShape(measures, 'AttemptMeasures')),
    ...['Evidence', 'AttemptUsage', 'ProcessEnd', 'MemoryProof', 'Note', 'WrittenFile'].map((name) =>
      shapeText(name, interfaceShape(outcome, name)),
    ),
    shapeText('PublishedFile', interfaceShape(record, 'PublishedFile')),
    ...unionShapes(waits, 'WaitReason', 'kind').map((shape) =>
      shapeText(`WaitReason: \`${shape.name}\``, shape),
    ),
    valuesText(outcome, 'Retry'),
    valuesText(outcome, 'RequeueCause'),
    valuesText(parseSource('packages/resource-model/src/estimators/memory-facts.ts'), 'MemoryFact'),
  ].join('\n');
}
