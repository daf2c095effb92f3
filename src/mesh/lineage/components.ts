/**
 * The strongly connected components of a graph of numbered nodes, each with two nodes or more: R. Tarjan, "Depth-first
 * search and linear graph algorithms", SIAM Journal on Computing 1 (1972), with a stack of its own in place of recursion.
 */
export function connectedComponents(successors: readonly (readonly number[])[]): number[][] {
  const search = new ComponentSearch(successors);
  for (let node = 0; node < successors.length; node++) search.from(node);
  return search.components;
}

const UNSEEN = -1;

class ComponentSearch {
  readonly components: number[][] = [];
  readonly #successors: readonly (readonly number[])[];
  readonly #order: number[];
  readonly #lowest: number[];
  readonly #isOpen: boolean[];
  readonly #open: number[] = [];
  #next = 0;

  constructor(successors: readonly (readonly number[])[]) {
    this.#successors = successors;
    this.#order = successors.map(() => UNSEEN);
    this.#lowest = successors.map(() => UNSEEN);
    this.#isOpen = successors.map(() => false);
  }

  from(start: number): void {
    if (this.#order[start] !== UNSEEN) return;
    this.#enter(start);
    const way = [{ node: start, at: 0 }];
    for (let step = way.at(-1); step; step = way.at(-1)) {
      const next = this.#successors[step.node]?.[step.at++];
      if (next === undefined) {
        way.pop();
        this.#leave(step.node, way.at(-1)?.node);
      } else if (this.#order[next] === UNSEEN) {
        this.#enter(next);
        way.push({ node: next, at: 0 });
      } else if (this.#isOpen[next]) this.#lower(step.node, this.#order[next] ?? 0);
    }
  }

  #enter(node: number): void {
    this.#order[node] = this.#next;
    this.#lowest[node] = this.#next++;
    this.#isOpen[node] = true;
    this.#open.push(node);
  }

  #lower(node: number, to: number): void {
    this.#lowest[node] = Math.min(this.#lowest[node] ?? to, to);
  }

  #leave(node: number, parent: number | undefined): void {
    const lowest = this.#lowest[node] ?? 0;
    if (parent !== undefined) this.#lower(parent, lowest);
    if (lowest !== this.#order[node]) return;
    const component = this.#open.splice(this.#open.lastIndexOf(node));
    for (const member of component) this.#isOpen[member] = false;
    if (component.length > 1) this.components.push(component);
  }
}
