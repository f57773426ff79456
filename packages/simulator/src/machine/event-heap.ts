/** An entry is valid only while its item still has the version that it was added with. */
export interface Versioned {
  version: number;
}

/**
 * Smallest key first. Items are withdrawn by incrementing their version; invalid entries are dropped when they reach
 * the top.
 */
export class EventHeap<Item extends Versioned> {
  readonly #keys: number[] = [];
  readonly #items: Item[] = [];
  readonly #versions: number[] = [];

  push(key: number, item: Item): void {
    let at = this.#keys.length;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((this.#keys[parent] as number) <= key) break;
      this.#move(parent, at);
      at = parent;
    }
    this.#keys[at] = key;
    this.#items[at] = item;
    this.#versions[at] = item.version;
  }

  /** Key of the first valid entry; infinite if there is none. */
  first(): number {
    for (let item = this.#items[0]; item !== undefined; item = this.#items[0]) {
      if (item.version === this.#versions[0]) return this.#keys[0] as number;
      this.#drop();
    }
    return Number.POSITIVE_INFINITY;
  }

  /** Takes the first valid entry if its key is at most `limit`. */
  take(limit: number): Item | null {
    if (this.first() > limit) return null;
    const item = this.#items[0] ?? null;
    this.#drop();
    return item;
  }

  #move(from: number, to: number): void {
    this.#keys[to] = this.#keys[from] as number;
    this.#items[to] = this.#items[from] as Item;
    this.#versions[to] = this.#versions[from] as number;
  }

  #drop(): void {
    const last = this.#keys.length - 1;
    const key = this.#keys[last] as number;
    let at = 0;
    for (let child = 1; child < last; child = 2 * at + 1) {
      if (child + 1 < last && (this.#keys[child + 1] as number) < (this.#keys[child] as number)) child += 1;
      if ((this.#keys[child] as number) >= key) break;
      this.#move(child, at);
      at = child;
    }
    if (at !== last) this.#move(last, at);
    this.#keys.length = last;
    this.#items.length = last;
    this.#versions.length = last;
  }
}
