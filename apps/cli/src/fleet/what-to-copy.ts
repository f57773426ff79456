import path from 'node:path';
import { type FleetFile, FOLDERS } from '@ballast/fleet-nats/setup';

interface NewPlace {
  readonly place: string;
  /** The machine with the server. */
  readonly first: string;
  readonly files: readonly FleetFile[];
}

/** What belongs where, in lines. */
export function whatToCopy({ place, first, files }: NewPlace): readonly string[] {
  const nodes = [...new Set(files.map(({ folder }) => folder))].filter((folder) =>
    folder.startsWith(FOLDERS.node),
  );
  const isShared = nodes[0] === FOLDERS.node;
  const rows: readonly (readonly [string, string])[] = [
    [FOLDERS.server, `stays on ${first}: start it there with \`ballast fleet serve ${place}\``],
    [FOLDERS.coordinator, 'to the machine that starts batches; its key may do everything'],
    ...nodes.map((folder): readonly [string, string] => [
      folder,
      isShared
        ? 'to each machine that takes part'
        : `to the machine ${folder.slice(FOLDERS.node.length + 1)}`,
    ]),
    [FOLDERS.authority, 'nobody needs it now: keep ca.key where nobody reads it'],
  ];
  const width = Math.max(...rows.map(([folder]) => folder.length)) + 1;
  return [
    ...rows.map(([folder, what]) => `  ${`${folder}${path.sep}`.padEnd(width)}  ${what}`),
    'in each fleet.yml, write the folders of the share as that machine sees them (roots)',
    'keys (key.nk, server.key) must stay readable by their owner only',
  ];
}
