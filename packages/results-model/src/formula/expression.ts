/** What a formula means, as a tree. `position` is the place in the text, from 0, in UTF-16 units. */
export type Expression =
  /** Never negative: a minus is a `negated`. */
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'pi' }
  | { readonly kind: 'series'; readonly name: string; readonly position: number }
  | { readonly kind: 'negated'; readonly of: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'call'; readonly name: FunctionName; readonly parts: readonly Expression[] };

export const OPERATORS = ['+', '-', '*', '/', '^'] as const;
export type Operator = (typeof OPERATORS)[number];

/** How many arguments each function takes, from and to. */
const ARGUMENTS = {
  abs: [1, 1],
  atan2: [2, 2],
  cos: [1, 1],
  deg: [1, 1],
  exp: [1, 1],
  hypot: [2, 8],
  log: [1, 1],
  max: [2, 8],
  min: [2, 8],
  rad: [1, 1],
  sin: [1, 1],
  sqrt: [1, 1],
} as const;

export type FunctionName = keyof typeof ARGUMENTS;

export const FUNCTIONS: readonly FunctionName[] = Object.keys(ARGUMENTS) as FunctionName[];

export function isFunction(name: string): name is FunctionName {
  return Object.hasOwn(ARGUMENTS, name);
}

/** The number of arguments in words; null if `count` fits. */
export function wrongCount(name: FunctionName, count: number): string | null {
  const [least, most] = ARGUMENTS[name];
  if (count >= least && count <= most) return null;
  if (least === most) return `${least} ${least === 1 ? 'argument' : 'arguments'}`;
  return `${least} to ${most} arguments`;
}

/** The distinct series of a formula, in the order of their first use, with their first positions. */
export function seriesIn(expression: Expression): { readonly name: string; readonly position: number }[] {
  const found = new Map<string, number>();
  const visit = (part: Expression): void => {
    switch (part.kind) {
      case 'number':
      case 'pi':
        return;
      case 'series':
        if (!found.has(part.name)) found.set(part.name, part.position);
        return;
      case 'negated':
        return visit(part.of);
      case 'binary':
        visit(part.left);
        return visit(part.right);
      case 'call':
        return part.parts.forEach(visit);
    }
  };
  visit(expression);
  return [...found].map(([name, position]) => ({ name, position }));
}
