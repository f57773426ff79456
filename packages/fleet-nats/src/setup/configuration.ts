/** Who connects to the server, by the public part of its key. */
export interface User {
  readonly role: 'coordinator' | 'node';
  readonly publicKey: string;
  /** For people who read the configuration. */
  readonly comment: string;
}

export interface Configuration {
  readonly port: number;
  readonly users: readonly User[];
}

/** Names of files beside the configuration. */
export const SERVER_FILES = {
  configuration: 'nats.conf',
  certificate: 'server.pem',
  key: 'server.key',
  store: 'store',
} as const;

/** Asked for what it does with files: who has the key of a fleet may ask that, and nothing else of the system's. */
export const SYNC_QUESTION = '$SYS.REQ.SERVER.PING.JSZ';

/** Larger than a record with its headers. */
const MOST_PAYLOAD = '128KB';
const MOST_STORED = '8GB';

/** What a node writes: claims and settlements, signs of life, seats. Not control, not inputs. */
const WRITTEN_BY_NODES = ['bal.*.t.*', 'bal.*.node.*', 'bal.*.seat.>'];
/** What reading takes: looking a board up, its last records, and following it. Not making, emptying or removing one. */
const READING = [
  '$JS.API.INFO',
  '$JS.API.STREAM.NAMES',
  '$JS.API.STREAM.LIST',
  '$JS.API.STREAM.INFO.*',
  '$JS.API.STREAM.MSG.GET.*',
  '$JS.API.CONSUMER.CREATE.>',
  '$JS.API.CONSUMER.INFO.>',
  '$JS.API.CONSUMER.DELETE.>',
  '$JS.API.CONSUMER.MSG.NEXT.>',
];

/** The configuration of a server for one fleet. Names of files count from the folder in which the server is started. */
export function configurationText({ port, users }: Configuration): string {
  return `# Made by \`ballast fleet init\` for nats-server 2.10 or newer. Start it with \`ballast fleet serve\`, or in this folder
# with \`nats-server -c ${SERVER_FILES.configuration}\`.
port: ${port}
# A record has at most 64 KiB.
max_payload: ${MOST_PAYLOAD}
tls {
  cert_file: ${quoted(SERVER_FILES.certificate)}
  key_file: ${quoted(SERVER_FILES.key)}
}
jetstream {
  store_dir: ${quoted(SERVER_FILES.store)}
  # A record that was accepted is on the disk, also after a loss of power.
  sync_interval: always
  max_file_store: ${MOST_STORED}
}
accounts {
  BALLAST {
    jetstream: enabled
    imports: [ { service: { account: SYS, subject: ${quoted(SYNC_QUESTION)} } } ]
    users: [
${users.map(userText).join('\n')}
    ]
  }
  # Answers whether the server syncs what it writes; nobody logs on to it.
  SYS { exports: [ { service: ${quoted(SYNC_QUESTION)} } ] }
}
system_account: SYS
`;
}

/** Before the first of them. */
const USERS = '    users: [\n';

/** The same configuration with one more user; null if it is not one that `configurationText` made. */
export function withUser(text: string, user: User): string | null {
  const at = text.indexOf(USERS);
  if (at < 0) return null;
  const first = at + USERS.length;
  return `${text.slice(0, first)}${userText(user)}\n${text.slice(first)}`;
}

/** The same with the files of a folder: a service of Windows is not started in it. */
export function withAbsoluteFiles(text: string, at: (name: string) => string): string {
  const { certificate, key, store } = SERVER_FILES;
  return [certificate, key, store].reduce(
    (before, name) => before.replace(`: ${quoted(name)}`, () => `: ${quoted(at(name))}`),
    text,
  );
}

function userText({ role, publicKey, comment }: User): string {
  const allowed = role === 'coordinator' ? null : [...WRITTEN_BY_NODES, ...READING, SYNC_QUESTION];
  const permissions =
    allowed === null
      ? ''
      : `
        permissions: {
          publish: { allow: [ ${allowed.map(quoted).join(', ')} ] }
          subscribe: { allow: [ ${quoted(`_INBOX_${publicKey}.>`)} ] }
        }`;
  return `      # ${comment.replace(/[^ -~]/g, '?')}
      {
        nkey: ${publicKey}${permissions}
      }`;
}

/** Strings of the configuration are those of JSON, as far as names of files and subjects go. */
const quoted = (text: string): string => JSON.stringify(text);
