/** Items in the order of their first use, each once. */
export class Distinct<Item> {
  readonly items: Item[] = [];
  readonly #positions = new Map<string, number>();
  readonly #textOf: (item: Item) => string;

  /** `textOf` must return equal texts for equal items only. */
  constructor(textOf: (item: Item) => string) {
    this.#textOf = textOf;
  }

  /** The position of the item, which is added if it is new. */
  add(item: Item): number {
    const text = this.#textOf(item);
    const known = this.#positions.get(text);
    if (known !== undefined) return known;
    this.#positions.set(text, this.items.length);
    return this.items.push(item) - 1;
  }

  /** Undefined for an item that was never added. */
  position(item: Item): number | undefined {
    return this.#positions.get(this.#textOf(item));
  }
}

export function distinct<Item>(items: readonly Item[], textOf: (item: Item) => string): Distinct<Item> {
  const all = new Distinct(textOf);
  for (const item of items) all.add(item);
  return all;
}
