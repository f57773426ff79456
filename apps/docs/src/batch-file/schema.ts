/** The part of a JSON Schema that the page shows. */
export interface Schema {
  readonly [keyword: string]: unknown;
  readonly type?: unknown;
  readonly const?: unknown;
  readonly default?: unknown;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema | readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

/** The options of a union, and of the unions in it; the schema itself if it is not a union. */
export function optionsOf(schema: Schema): readonly Schema[] {
  const options = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  return options.length === 0 ? [schema] : options.flatMap(optionsOf);
}

export const elementOf = ({ items }: Schema): Schema | undefined =>
  Array.isArray(items) ? (items as readonly Schema[])[0] : (items as Schema | undefined);

/** What the values of free keys are. */
export const namedValueOf = ({ additionalProperties }: Schema): Schema | undefined =>
  typeof additionalProperties === 'object' ? additionalProperties : undefined;
