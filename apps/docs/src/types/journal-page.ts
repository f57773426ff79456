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
- New types of records and new fields need no new version: skip what you do not know.
`;

/** docs/reference/journal.md. */
export function journalPage(): string {
  const record = parseSource('packages/scheduler/src/journal/record.ts');
  const outcome = parseSource('packages/scheduler/src/core/state/outcome.ts');
  const event = parseSource('packages/scheduler/src/core/state/event.ts');
  const waits = parseSource('packages/scheduler/src/core/state/wait-reason.ts');
  return [
    HEAD,
    shapeText('The header', interfaceShape(record, 'JournalHeader')),
    ...unionShapes(record, 'JournalRecord', 'type').map((shape) => shapeText(`\`${shape.name}\``, shape)),
    ...unionShapes(outcome, 'Outcome', 'kind').map((shape) => shapeText(`Outcome: \`${shape.name}\``, shape)),
    shapeText('AttemptMeasures', interfaceShape(event, 'AttemptMeasures')),
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
