import fc from 'fast-check';

/** Values that none of our files has in most of its fields. */
const HOSTILE: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1.5,
  2 ** 53,
  1e300,
  '',
  '../..',
  '\u0000',
  [],
  [[]],
  {},
];

const change = fc.record({ field: fc.nat(), value: fc.constantFrom(...HOSTILE), remove: fc.boolean() });

/** Copies of a value of JSON in which some fields, however deep, are missing or have another value. */
export function withOtherFields(value: object): fc.Arbitrary<object> {
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => {
    const copy = JSON.parse(JSON.stringify(value)) as Json;
    for (const { field, value: other, remove } of changes) {
      const places = placesIn(copy);
      const place = places[field % places.length];
      if (place === undefined) continue;
      if (remove) Reflect.deleteProperty(place.holder, place.key);
      // The next change may be inside it.
      else place.holder[place.key] = structuredClone(other);
    }
    return copy;
  });
}

type Json = Record<string, unknown>;

function placesIn(holder: Json): { holder: Json; key: string }[] {
  return Object.entries(holder).flatMap(([key, value]) => [
    { holder, key },
    ...(typeof value === 'object' && value !== null ? placesIn(value as Json) : []),
  ]);
}
