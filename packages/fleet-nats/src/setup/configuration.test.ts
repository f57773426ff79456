import path from 'node:path';
import { expect, it } from 'vitest';
import { configurationText, withAbsoluteFiles, withUser } from './configuration.ts';

const USERS = [
  { role: 'coordinator', publicKey: 'UC', comment: 'coordinator' },
  { role: 'node', publicKey: 'UN', comment: 'node-a\n}' },
] as const;
const TEXT = configurationText({ port: 4222, users: USERS });

it('lets a node write tasks, signs of life and seats, and read its own answers only', () => {
  const node = TEXT.slice(TEXT.indexOf('nkey: UN'));
  expect(node).toContain('publish: { allow: [ "bal.*.t.*", "bal.*.node.*", "bal.*.seat.>"');
  expect(node).toContain('subscribe: { allow: [ "_INBOX_UN.>" ] }');
  for (const forbidden of [
    'bal.*.ctl',
    'bal.*.open',
    'bal.*.in',
    'STREAM.CREATE',
    'STREAM.PURGE',
    'STREAM.DELETE',
  ])
    expect(node).not.toContain(forbidden);
});

it('takes the name of a machine for nothing but a comment', () => {
  expect(TEXT).toContain('# node-a?}\n');
});

it('names files of a folder with blanks and backslashes for a service', () => {
  const text = withAbsoluteFiles(TEXT, (name) => path.win32.join('D:\\my $& fleet', name));
  expect(text).toContain('cert_file: "D:\\\\my $& fleet\\\\server.pem"');
  expect(text).toContain('key_file: "D:\\\\my $& fleet\\\\server.key"');
  expect(text).toContain('store_dir: "D:\\\\my $& fleet\\\\store"');
});

it('takes one more user, and keeps everything else', () => {
  const more = withUser(TEXT, { role: 'node', publicKey: 'UM', comment: 'node-b' });
  const all = configurationText({
    port: 4222,
    users: [{ role: 'node', publicKey: 'UM', comment: 'node-b' }, ...USERS],
  });
  expect(more).toBe(all);
  expect(withUser('port: 4222\n', USERS[1])).toBeNull();
});
