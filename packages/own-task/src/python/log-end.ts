/** What was printed may arrive after the answer: the worker waits this long for it, in milliseconds. */
const PATIENCE = 1000;

/**
 * The line with which a Python worker ends what a call has printed: it separates the output of one task from that of the
 * next. Messages and output have streams of their own, and either may arrive first.
 */
export class LogEnd {
  /** Settles when the line has arrived, or will not. */
  readonly seen: Promise<void>;
  readonly #line: Buffer;
  #kept: Buffer = Buffer.alloc(0);
  #settle: () => void = () => undefined;
  #isSeen = false;

  constructor(id: number) {
    this.#line = Buffer.from(`\u001eballast end ${id}\n`);
    this.seen = new Promise((resolve) => {
      const timer = setTimeout(resolve, PATIENCE);
      timer.unref();
      this.#settle = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Output without the line, as far as it is known not to begin it. */
  take(data: Buffer): Buffer {
    if (this.#isSeen) return data;
    const all = this.#kept.length === 0 ? data : Buffer.concat([this.#kept, data]);
    const at = all.indexOf(this.#line);
    if (at >= 0) {
      this.#isSeen = true;
      this.#settle();
      return Buffer.concat([all.subarray(0, at), all.subarray(at + this.#line.length)]);
    }
    const from = Math.max(0, all.length - this.#line.length);
    const start = all.indexOf(0x1e, from);
    this.#kept = start < 0 ? Buffer.alloc(0) : all.subarray(start);
    return start < 0 ? all : all.subarray(0, start);
  }
}
