import { elementOf, namedValueOf, optionsOf, type Schema } from './schema.ts';

export interface Key {
  readonly name: string;
  readonly schema: Schema;
  /** Whether every mapping with this key must have it. */
  readonly required: boolean;
}

/** A mapping of the batch file, or mappings that may stand in the same place. */
export interface Section {
  /** `tables[].style`; empty for the batch file itself. */
  readonly path: string;
  /** The key with a fixed value that selects this mapping: `kind: bins`; null if there is only one. */
  readonly kind: string | null;
  readonly keys: readonly Key[];
}

/** Every mapping of the schema in the order of the file, each shown once. */
export function sectionsOf(schema: Schema): readonly Section[] {
  const sections: Section[] = [];
  const seen = new Set<string>();
  const add = (path: string, mappings: readonly Schema[]): void => {
    const fresh = mappings.filter((mapping) => {
      const text = JSON.stringify(mapping);
      return !seen.has(text) && seen.add(text);
    });
    for (const group of groupsOf(fresh)) {
      const section = { path, ...group };
      if (section.keys.length > 0) sections.push(section);
      for (const { name, schema: value } of section.keys) walk(path === '' ? name : `${path}.${name}`, value);
      for (const free of group.free) walk(`${path}.NAME`, free);
    }
  };
  const walk = (path: string, value: Schema): void => {
    const options = optionsOf(value);
    add(path, options.filter(isMapping));
    for (const option of options) {
      const item = elementOf(option);
      if (item !== undefined) walk(`${path}[]`, item);
    }
  };
  walk('', schema);
  return sections;
}

const isMapping = (schema: Schema): boolean =>
  schema.properties !== undefined || namedValueOf(schema) !== undefined;

interface Group {
  readonly kind: string | null;
  readonly keys: readonly Key[];
  readonly free: readonly Schema[];
}

/** Mappings that a fixed value distinguishes stand alone; all others share one table. */
function groupsOf(mappings: readonly Schema[]): readonly Group[] {
  const alone = mappings.length > 1 ? mappings.filter((mapping) => kindOf(mapping) !== null) : [];
  const shared = mappings.filter((mapping) => !alone.includes(mapping));
  return [
    ...(shared.length === 0 ? [] : [group(shared, null)]),
    ...alone.map((mapping) => group([mapping], kindOf(mapping))),
  ];
}

function group(mappings: readonly Schema[], kind: string | null): Group {
  const keys = new Map<string, Key>();
  for (const { properties = {} } of mappings) {
    for (const [name, schema] of Object.entries(properties)) {
      const required = mappings.every((mapping) => mapping.required?.includes(name) === true);
      if (!keys.has(name)) keys.set(name, { name, schema, required });
    }
  }
  return {
    kind,
    keys: [...keys.values()],
    free: mappings.map(namedValueOf).filter((value) => value !== undefined),
  };
}

function kindOf({ properties = {} }: Schema): string | null {
  const fixed = Object.entries(properties).find(([, { const: value }]) => typeof value === 'string');
  return fixed === undefined ? null : `${fixed[0]}: ${String(fixed[1].const)}`;
}
