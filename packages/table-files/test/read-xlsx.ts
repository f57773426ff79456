import { inflateRawSync } from 'node:zlib';

/** The cells of a sheet as Excel shows them; null for an empty one. */
export interface ReadSheet {
  readonly name: string;
  readonly rows: readonly (readonly (string | number | null)[])[];
  readonly xml: string;
}

/** Reads a workbook by its directory: an independent reading of what this package writes, and of nothing else. */
export function readXlsx(file: Buffer): ReadSheet[] {
  const entries = unzip(file);
  const textOf = (name: string): string => entries.get(name)?.toString('utf8') ?? '';
  const targets = new Map(
    [...textOf('xl/_rels/workbook.xml.rels').matchAll(/Id="(\w+)"[^>]*Target="([^"]+)"/g)].map(
      ([, id = '', target = '']) => [id, target],
    ),
  );
  return [...textOf('xl/workbook.xml').matchAll(/<sheet name="([^"]*)" sheetId="\d+" r:id="(\w+)"\/>/g)].map(
    ([, name = '', id = '']) => {
      const xml = textOf(`xl/${targets.get(id) ?? ''}`);
      return { name: plain(name), rows: rowsIn(xml), xml };
    },
  );
}

/** The files of an archive by name, each with its times. */
function unzip(file: Buffer): ReadonlyMap<string, Buffer> {
  const end = file.length - 22;
  let at = file.readUInt32LE(end + 16);
  const entries = new Map<string, Buffer>();
  for (let i = 0; i < file.readUInt16LE(end + 10); i += 1) {
    const [compressed, size, name, local] = [20, 24, 28, 42].map((offset) =>
      offset === 28 ? file.readUInt16LE(at + offset) : file.readUInt32LE(at + offset),
    ) as [number, number, number, number];
    const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    const content = inflateRawSync(file.subarray(start, start + compressed));
    if (content.length !== size) throw new Error(`expected ${size} bytes, found ${content.length}`);
    entries.set(file.toString('latin1', at + 46, at + 46 + name), content);
    at += 46 + name;
  }
  return entries;
}

function rowsIn(xml: string): (string | number | null)[][] {
  return [...xml.matchAll(/<row r="\d+">(.*?)<\/row>/gs)].map(([, row = '']) => {
    const cells: (string | number | null)[] = [];
    const found =
      /<c r="([A-Z]+)\d+"(?: s="\d")?(?: t="inlineStr"><is><t xml:space="preserve">(.*?)<\/t><\/is>|><v>(.*?)<\/v>)<\/c>/gs;
    for (const [, letters = '', text, number] of row.matchAll(found)) {
      const column = [...letters].reduce((sum, letter) => 26 * sum + letter.charCodeAt(0) - 64, 0) - 1;
      while (cells.length < column) cells.push(null);
      cells.push(text === undefined ? Number(number) : excelText(plain(text)));
    }
    return cells;
  });
}

const CHARACTERS: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#13': '\r',
};

function plain(xml: string): string {
  return xml.replaceAll(/&(#?\w+);/g, (_, name: string) => CHARACTERS[name] ?? '?');
}

/** Excel reads `_x0041_` as A. */
function excelText(text: string): string {
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(parseInt(code, 16)),
  );
}
