import type { Encoder } from './encoder.ts';
import { DESCRIPTION, type FileSpec } from './file-spec.ts';

/** Writes a text `.out` as OpenFAST's glue code does: tabs, four significant digits, seven lines above the rows. */
export class LineEncoder implements Encoder {
  readonly #spec: FileSpec;

  constructor(spec: FileSpec) {
    this.#spec = spec;
  }

  header(): Uint8Array {
    const { kinds } = this.#spec;
    const names = ['Time', ...kinds.map(({ name }) => name)].map((text) => text.padEnd(10)).join('\t');
    const units = ['(s)', ...kinds.map(({ unit }) => unit)].map((text) => text.padEnd(10)).join('\t');
    const [generated, linked, described] = DESCRIPTION.split(/ (?=linked with)|; (?=Description)/);
    return Buffer.from(`\n${generated}\n ${linked}\n\n${described}\n\n${names}\n${units}\n`, 'latin1');
  }

  rows(first: number, count: number, values: Float64Array): Uint8Array {
    const { start, step, kinds } = this.#spec;
    const lines: string[] = [];
    let at = 0;
    for (let row = 0; row < count; row += 1) {
      let line = (start + (first + row) * step).toFixed(4).padStart(10);
      for (let column = 0; column < kinds.length; column += 1, at += 1) {
        const text = fortran(values[at] as number);
        values[at] = Number(text);
        line += `\t${text}`;
      }
      lines.push(line, '\n');
    }
    return Buffer.from(lines.join(''), 'latin1');
  }
}

/** ES10.3E2: ` 1.487E+01`. */
function fortran(value: number): string {
  const [mantissa = '', exponent = ''] = value.toExponential(3).split('e');
  const digits = exponent.slice(1).padStart(2, '0');
  return `${value < 0 ? '' : ' '}${mantissa}E${exponent.slice(0, 1)}${digits}`;
}
