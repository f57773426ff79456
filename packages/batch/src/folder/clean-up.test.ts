import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { removeOrphans, removeStaleTables, removeUnfinished } from './clean-up.ts';
import { type OutputFolder, outputFolder } from './layout.ts';

function output(): OutputFolder {
  const folder = outputFolder(path.join(temporaryFolder(), 'out'));
  for (const one of [folder.root, folder.tables]) mkdirSync(one, { recursive: true });
  mkdirSync(folder.results, { recursive: true });
  return folder;
}

function write(folder: string, ...names: readonly string[]): void {
  for (const name of names) writeFileSync(path.join(folder, name), name);
}

describe('removing orphans', () => {
  it('keeps published results with their time series, and removes all others', () => {
    const folder = output();
    write(folder.results, '0-1-aa.json', '0-1-aa.0.csv', '0-2-aa.json', '0-2-aa.0.csv', '0-1-bb.json');
    write(folder.results, '0-1-aa.json.77-01234567.part');
    removeOrphans(folder, [path.join(folder.results, '0-1-aa.json')]);
    expect(readdirSync(folder.results).sort()).toEqual(['0-1-aa.0.csv', '0-1-aa.json']);
  });

  it('keeps a file of many results as long as one of them is published', () => {
    const folder = output();
    const [kept, other] = ['0a1b2c3d-00000001.results', '0a1b2c3d-00000002.results'];
    write(folder.results, kept, other, 'own.results');
    removeOrphans(folder, [path.join(folder.results, kept)]);
    expect(readdirSync(folder.results).sort()).toEqual([kept, 'own.results']);
  });

  it('removes unfinished files of the batch and no files of the user', () => {
    const folder = output();
    write(folder.tables, 't.csv', 't.csv.77-01234567.part', 'own.doc.77-01234567.part', 'own.part');
    write(
      folder.root,
      'report.json.77-01234567.part',
      'journal.ndjson.7.part',
      'thesis.docx.77-01234567.part',
    );
    write(path.dirname(folder.plan), 'plan.json', 'journal.77.part');
    removeOrphans(folder, []);
    expect(readdirSync(folder.tables).sort()).toEqual(['own.doc.77-01234567.part', 'own.part', 't.csv']);
    expect(readdirSync(folder.root).sort()).toEqual(['.ballast', 'tables', 'thesis.docx.77-01234567.part']);
    expect(readdirSync(path.dirname(folder.plan)).sort()).toEqual(['plan.json', 'results']);
  });

  it('removes what processes left that read a clock or took over a lock long ago', () => {
    const folder = output();
    write(folder.results, 'clock.77-01234567.part', '01234567-89ab-cdef-0123-456789abcdef.part');
    const lock = '.ballast.lock';
    const old = [`${lock}.77`, `${lock}.77.probe`, `${lock}.77-01234567`, `${lock}.77-01234567.part`];
    const others = [lock, `${lock}.bak`, `${lock}.78-01234567.part`];
    write(folder.root, ...old, ...others);
    for (const name of [...old, lock, `${lock}.bak`]) utimesSync(path.join(folder.root, name), 1, 1);
    removeUnfinished(folder);
    expect(readdirSync(folder.results)).toEqual(['01234567-89ab-cdef-0123-456789abcdef.part']);
    expect(readdirSync(folder.root).sort()).toEqual(['.ballast', ...others, 'tables'].sort());
  });

  it('does nothing in folders that are gone', () => {
    const folder = outputFolder(path.join(temporaryFolder(), 'never'));
    expect(() => removeOrphans(folder, [])).not.toThrow();
  });

  it('leaves what cannot be removed', () => {
    const folder = output();
    mkdirSync(path.join(folder.results, '0-1-cc.json'));
    write(folder.results, '0-1-dd.json');
    removeOrphans(folder, []);
    expect(readdirSync(folder.results)).toEqual(['0-1-cc.json']);
  });
});

describe('removing stale tables', () => {
  it('removes those that only the earlier report names', () => {
    const folder = output();
    write(folder.tables, 'a.csv', 'b.csv', 'foreign.csv');
    const [a, b] = [{ path: 'tables/a.csv' }, { path: 'tables/b.csv' }];
    removeStaleTables(folder, [a, b], [b]);
    expect(readdirSync(folder.tables).sort()).toEqual(['b.csv', 'foreign.csv']);
  });

  it.each(['../outside.csv', 'tables/deep/inside.csv', 'tables/notes.txt', 'report.json', '/etc/hosts.csv'])(
    'never removes %s, whatever a report names',
    (name) => {
      const folder = output();
      mkdirSync(path.join(folder.tables, 'deep'));
      const file = path.resolve(folder.root, name);
      if (file.startsWith(path.dirname(folder.root))) writeFileSync(file, 'of the user');
      const names = () => [
        readdirSync(path.dirname(folder.root)),
        readdirSync(folder.root),
        readdirSync(folder.tables, { recursive: true }),
      ];
      const before = names();
      removeStaleTables(folder, [{ path: name }], []);
      expect(names()).toEqual(before);
    },
  );

  it('works in a folder of tables outside of the output folder', () => {
    const root = temporaryFolder();
    const folder = outputFolder(path.join(root, 'out'), path.join(root, 'csv'));
    for (const one of [folder.root, folder.tables]) mkdirSync(one);
    write(folder.tables, 'a.csv');
    removeStaleTables(folder, [{ path: '../csv/a.csv' }], []);
    expect(readdirSync(folder.tables)).toEqual([]);
  });
});
