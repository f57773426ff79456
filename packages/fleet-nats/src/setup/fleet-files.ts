import { nkeys } from '@nats-io/transport-node';
import { makeAuthority } from './authority.ts';
import { configurationText, SERVER_FILES, type User } from './configuration.ts';

export interface NewFleet {
  /** Names and addresses by which machines reach the server; the first is the one in their files. */
  readonly hosts: readonly [string, ...string[]];
  readonly port: number;
  /** Nodes with keys of their own; none: one key for all. */
  readonly nodes: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface FleetFile {
  /** Folder and name. */
  readonly folder: string;
  readonly name: string;
  readonly text: string;
  /** Whether only its owner may read it. */
  readonly isSecret: boolean;
}

/** Folders of a new fleet, one for each kind of machine. */
export const FOLDERS = {
  authority: 'authority',
  server: 'server',
  coordinator: 'coordinator',
  node: 'node',
} as const;

/** All files of a new fleet, with new keys. Who made them once cannot make them again. */
export async function fleetFiles(fleet: NewFleet): Promise<readonly FleetFile[]> {
  const { authority, server } = await makeAuthority(fleet.hosts, fleet.now);
  const nodes =
    fleet.nodes.length === 0 ? [FOLDERS.node] : fleet.nodes.map((name) => `${FOLDERS.node}-${name}`);
  const machines = [FOLDERS.coordinator, ...nodes].map((folder) => ({ folder, key: nkeys.createUser() }));
  const users = machines.map(({ folder, key }): User => {
    const role = folder === FOLDERS.coordinator ? 'coordinator' : 'node';
    return { role, publicKey: key.getPublicKey(), comment: folder };
  });
  const ca = authority.certificate;
  return [
    { folder: FOLDERS.authority, name: 'ca.key', text: authority.key, isSecret: true },
    { folder: FOLDERS.authority, name: 'ca.pem', text: ca, isSecret: false },
    { folder: FOLDERS.server, name: SERVER_FILES.certificate, text: server.certificate, isSecret: false },
    { folder: FOLDERS.server, name: SERVER_FILES.key, text: server.key, isSecret: true },
    {
      folder: FOLDERS.server,
      name: SERVER_FILES.configuration,
      text: configurationText({ port: fleet.port, users }),
      isSecret: false,
    },
    ...machines.flatMap(({ folder, key }): readonly FleetFile[] => [
      { folder, name: 'ca.pem', text: ca, isSecret: false },
      { folder, name: KEY, text: `${Buffer.from(key.getSeed()).toString('latin1')}\n`, isSecret: true },
      { folder, name: 'fleet.yml', text: settingsText(fleet), isSecret: false },
    ]),
  ];
}

const KEY = 'key.nk';

function settingsText({ hosts: [host], port }: NewFleet): string {
  return `# What this machine has to know of the fleet. Paths count from the folder of this file.
server: tls://${host.includes(':') ? `[${host}]` : host}:${port}
ca: ca.pem
key: ${KEY}

# Folders that every machine has: the same names in each of these files, and the paths that this machine has them under.
# On Windows, for example: results: '\\\\nas\\projects'
roots:
  results: /mnt/projects

# Licences that the machines share, if their inputs need any: how many seats there are. per: machine if a machine with several
# processes takes one, process if each process takes one.
# seats:
#   orcaflex: { pool: 4, per: machine }

# Commands of users that batches may run on this machine, by name. A batch only names one: what runs is written here.
# tasks:
#   drag: { command: [python3, /opt/tools/drag.py, "{input}"] }
`;
}
