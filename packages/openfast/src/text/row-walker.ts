import { NEWLINE } from './characters.ts';
import { Fields, lastFieldLength, lengthWithoutSign } from './fields.ts';
import { PlainRows, type TextPiece } from './kernel/plain-rows.ts';
import { type LineNotes, NO_NOTES } from './line-notes.ts';
import { parseNumber } from './number.ts';
import { SecondHead } from './second-head.ts';
import type { TextRow, WalkOptions } from './text-row.ts';

const HASH = 0x23;
const RESTART = '#restarting';
const LEAST = 8192;
const TIME_ALONE = [0];

/**
 * Finds the data rows among the lines of a text file that is fed in piece by piece. A line is a row if it has as many
 * fields as there are columns and begins with a finite number, its time. Comments (`#`) and blank lines are ignored.
 * Broken rows count as skipped, except the last one, which was cut while it was written. Lines of words count as
 * skipped only if another row follows them: after the last row they are the closing sentence. The walk stops at the head
 * of another run.
 */
export class RowWalker {
  readonly notes: LineNotes = { ...NO_NOTES };
  readonly #columns: number;
  readonly #fields: Fields;
  readonly #row: { -readonly [Key in keyof TextRow]: TextRow[Key] };
  readonly #options: WalkOptions;
  /** Null without a kernel, or before it is needed. */
  #plain: PlainRows | null = null;
  #line: number;
  /** Lines of words since the last row. */
  #words = 0;
  #firstOdd = 0;
  /** Broken rows since the last row, and the line of the last of them if it has too few fields. */
  #broken = 0;
  #short = 0;
  #lastLength = 0;
  #lastTime = -Infinity;
  /** Restarts before the last row: after another one, times may begin earlier. */
  #lastRestarts = 0;
  readonly #heads: SecondHead | null;

  /** `line` is the number of the first line that will be fed in. */
  constructor(columns: number, line: number, options: WalkOptions = {}) {
    const { head = null } = options;
    this.#columns = columns;
    this.#options = options;
    this.#heads = head === null ? null : new SecondHead(head);
    this.#fields = new Fields(Math.max(columns, 1));
    this.#line = line;
    this.#row = { bytes: new Uint8Array(0), start: 0, time: 0, line, plain: null, fields: this.#fields };
  }

  /**
   * Walks the lines of `bytes[from..to)` and returns how far it got. An unfinished line at the end is taken only if
   * `last` is true, which means that no more bytes will come.
   */
  feed(
    bytes: Uint8Array,
    range: { from: number; to: number; last: boolean },
    onRow: (row: TextRow) => void,
  ): number {
    const plain = this.#plainFor(range.to - range.from);
    let at = range.from;
    while (at < range.to && this.notes.secondHead === 0) {
      const reached = plain === null ? at : this.#walkPiece(plain, { bytes, from: at, to: range.to }, onRow);
      if (reached > at) {
        at = reached;
        continue;
      }
      const found = bytes.indexOf(NEWLINE, at);
      const ended = found >= 0 && found < range.to;
      if (!ended && !range.last) return at;
      const end = ended ? found : range.to;
      this.#walk(bytes, { from: at, to: end, ended }, onRow);
      this.#line += 1;
      at = end + 1;
    }
    return range.to;
  }

  /** Must be called after the last piece. */
  finish(): void {
    const { notes } = this;
    if (this.#short > 0 && notes.cutLine === 0) {
      notes.cutLine = this.#short;
      this.#broken -= 1;
    }
    notes.trailing = this.#words;
    this.#words = 0;
    this.#settle();
  }

  #plainFor(size: number): PlainRows | null {
    const { kernel = () => null, least = LEAST, wanted = TIME_ALONE } = this.#options;
    if (size < least) return null;
    if (this.#plain === null) {
      const made = kernel();
      if (made !== null) this.#plain = new PlainRows(made, this.#columns, wanted);
    }
    return this.#plain;
  }

  /** Walks whole lines, at most those that the kernel takes at a time, and returns how far it got. */
  #walkPiece(plain: PlainRows, piece: TextPiece, onRow: (row: TextRow) => void): number {
    const isBelowHead = this.#heads !== null && this.#heads.line > 0;
    const alike = isBelowHead ? 0 : plain.formRows(piece);
    if (alike > 0) {
      this.#passOn(plain, { first: 0, count: alike }, onRow);
      return plain.lineStart(alike);
    }
    const lines = plain.index(piece);
    let line = 0;
    while (line < lines && this.notes.secondHead === 0) {
      // Below what may be another head, the next row decides what becomes of it.
      if (this.#heads === null || this.#heads.line === 0) line += this.#plainRows(plain, line, onRow);
      if (line === lines) break;
      const range = { from: plain.lineStart(line), to: plain.lineStart(line + 1) - 1, ended: true };
      this.#walk(piece.bytes, range, onRow);
      this.#line += 1;
      line += 1;
    }
    return plain.lineStart(line);
  }

  #plainRows(plain: PlainRows, first: number, onRow: (row: TextRow) => void): number {
    const count = plain.rows(first);
    if (count > 0) this.#passOn(plain, { first, count }, onRow);
    return count;
  }

  #passOn(
    plain: PlainRows,
    { first, count }: { readonly first: number; readonly count: number },
    onRow: (row: TextRow) => void,
  ): void {
    const row = this.#row;
    this.#settle();
    row.bytes = plain.bytes;
    row.plain = plain.numbers;
    for (let i = 0; i < count; i += 1) {
      row.time = plain.select(i);
      row.start = plain.lineStart(first + i);
      row.line = this.#line;
      onRow(row);
      this.#line += 1;
    }
    this.#lastTime = row.time;
    this.#lastRestarts = this.notes.restarts;
    this.#lastLength = lastFieldLength(plain.bytes, plain.lineStart(first + count) - 1);
  }

  #walk(
    bytes: Uint8Array,
    line: { from: number; to: number; ended: boolean },
    onRow: (row: TextRow) => void,
  ): void {
    const fields = this.#fields;
    fields.split(bytes, line.from, line.to);
    if (fields.count === 0) return;
    const first = fields.start(0);
    if (bytes[first] === HASH) return this.#comment(bytes, first, fields.end(0));
    const time = parseNumber(bytes, first, fields.end(0));
    if (fields.count !== this.#columns || !Number.isFinite(time)) return this.#odd(bytes, line, time);
    if (this.#heads !== null && this.#heads.line > 0 && this.#isOtherRun(time)) return;
    const length = lengthWithoutSign(bytes, fields.start(this.#columns - 1), fields.end(this.#columns - 1));
    if (!line.ended && length < this.#lastLength) {
      // `1.06` may be the rest of `1.0638379E+06`: only the line end proves a number complete.
      this.notes.cutLine = this.#line;
      return;
    }
    this.#settle();
    this.#lastLength = length;
    this.#lastTime = time;
    this.#lastRestarts = this.notes.restarts;
    this.#row.bytes = bytes;
    this.#row.start = line.from;
    this.#row.time = time;
    this.#row.line = this.#line;
    this.#row.plain = null;
    onRow(this.#row);
  }

  #comment(bytes: Uint8Array, start: number, end: number): void {
    const text = String.fromCharCode(...bytes.subarray(start, Math.min(end, start + RESTART.length)));
    if (text.toLowerCase() !== RESTART) return;
    this.notes.restarts += 1;
    if (this.notes.firstRestart === 0) this.notes.firstRestart = this.#line;
  }

  #odd(bytes: Uint8Array, line: { from: number; to: number }, time: number): void {
    const fields = this.#fields;
    const timeless = fields.count === this.#columns && this.#columns > 1;
    if (this.#firstOdd === 0) this.#firstOdd = this.#line;
    if (Number.isFinite(time) && !isMostlyWords(bytes, fields)) {
      if (this.#heads !== null && this.#heads.line > 0 && this.#isOtherRun(time)) return;
      this.#broken += 1;
      this.#short = fields.count < this.#columns ? this.#line : 0;
    } else if (timeless && !Number.isNaN(parseNumber(bytes, fields.start(1), fields.end(1)))) {
      this.#broken += 1;
    } else {
      this.#words += 1;
      const finding = this.#heads?.words(bytes.subarray(line.from, line.to), this.#line);
      if (finding === 'other') this.#stop();
    }
  }

  /** For the first numbers below another head. Rows of another run stop the walk; rows that go on are rows as before. */
  #isOtherRun(time: number): boolean {
    const { notes } = this;
    const heads = this.#heads as SecondHead;
    const finding = heads.numbers(this.#fields.count);
    if (finding === 'none') return false;
    const beginsAgain = time <= this.#lastTime && notes.restarts === this.#lastRestarts;
    if (finding === 'other' || beginsAgain) {
      this.#stop();
      return true;
    }
    notes.repeatedHeads += 1;
    if (notes.firstRepeatedHead === 0) notes.firstRepeatedHead = heads.line;
    heads.clear();
    this.#words = 0;
    return false;
  }

  #stop(): void {
    this.notes.secondHead = this.#heads?.line ?? this.#line;
    this.#words = 0;
  }

  /** Another row or the end was reached, so the odd lines so far are skipped. */
  #settle(): void {
    const odd = this.#words + this.#broken;
    if (odd > 0) {
      this.notes.skipped += odd;
      this.notes.words += this.#words;
      if (this.notes.firstSkipped === 0) this.notes.firstSkipped = this.#firstOdd;
    }
    this.#words = 0;
    this.#broken = 0;
    this.#firstOdd = 0;
    this.#short = 0;
  }
}

/** `12 blades (-) number of blades`: a line of an input file, not a broken row. */
function isMostlyWords(bytes: Uint8Array, fields: Fields): boolean {
  const count = Math.min(fields.count, fields.starts.length);
  let numbers = 0;
  for (let field = 0; field < count; field += 1) {
    if (!Number.isNaN(parseNumber(bytes, fields.start(field), fields.end(field)))) numbers += 1;
  }
  return 2 * numbers < count;
}
