/** The part of a JSON Schema that this package reads. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  /** What values of other keys must be; false if there are no other keys. */
  readonly additionalProperties?: JsonSchema | boolean;
  readonly anyOf?: readonly JsonSchema[];
  /** Options that are distinguished by one property with a `const`. */
  readonly oneOf?: readonly JsonSchema[];
  readonly const?: unknown;
  readonly required?: readonly string[];
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
}
