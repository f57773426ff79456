/** Numbers for the attempts in flight on all nodes, so that no two have the same: the smallest that is free. */
export class Lanes {
  readonly #ofTask = new Map<number, number>();
  readonly #taken = new Set<number>();

  get size(): number {
    return this.#ofTask.size;
  }

  take(task: number): number {
    this.leave(task);
    let lane = 1;
    while (this.#taken.has(lane)) lane += 1;
    this.#taken.add(lane);
    this.#ofTask.set(task, lane);
    return lane;
  }

  leave(task: number): void {
    const lane = this.#ofTask.get(task);
    if (lane === undefined) return;
    this.#ofTask.delete(task);
    this.#taken.delete(lane);
  }
}
