import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { batchJsonSchema, homeOf, knownKeys, schemasAt } from './json-schema.ts';
import type { JsonSchema } from './json-schema-type.ts';

const file = new URL('../../../schema/batch-v1.schema.json', import.meta.url);

/** Every named property below a schema, by path. */
function properties(schema: JsonSchema, path = ''): readonly (readonly [string, JsonSchema])[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => [
    [`${path}.${key}`, inner] as const,
    ...properties(inner, `${path}.${key}`),
  ]);
  const items = schema.items === undefined ? [] : properties(schema.items, `${path}[]`);
  const { additionalProperties: other } = schema;
  const others = typeof other === 'object' ? properties(other, `${path}.NAME`) : [];
  const options = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  return [...own, ...items, ...others, ...options.flatMap((option) => properties(option, path))];
}

describe('batchJsonSchema', () => {
  it('is the content of schema/batch-v1.schema.json (`pnpm run schema` updates it)', () => {
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(batchJsonSchema())));
  });

  it('describes every key', () => {
    const all = properties(batchJsonSchema());
    expect(all.length).toBeGreaterThan(20);
    expect(all.filter(([, schema]) => typeof schema.description !== 'string').map(([path]) => path)).toEqual(
      [],
    );
  });

  it('contains the defaults as people write them', () => {
    const defaults = properties(batchJsonSchema())
      .filter(([, schema]) => 'default' in schema)
      .map(([path, schema]) => `${path.slice(1)}=${JSON.stringify(schema.default)}`);
    const expected = [
      'inputs.exclude=[]',
      'names=null',
      'names.extract={}',
      'tables[].by="router"',
      'tables[].figures=null',
      'tables[].ignore=["sim_time"]',
      'tables[].labels={}',
      'tables[].lines=[]',
      'tables[].minFiles=2',
      'tables[].over=null',
      'tables[].pictures=[]',
      'tables[].precision=4',
      'tables[].template=null',
      'tablesFolder=null',
      'title=null',
      'client=null',
      'logo=null',
      'notes=null',
      'resources={}',
      'resources.memory="75%"',
      'resources.memoryFactor="auto"',
      'resources.workers="auto"',
      'resources.loads="auto"',
      'resources.seats="auto"',
      'resources.nativeThreads=1',
      'resources.policy="adaptive"',
      'resources.policy.oppnda.eta=0.75',
      'resources.policy.oppnda.gamma=3',
      'resources.policy.oppnda.overhead="50MB"',
      'resources.policy.oppnda.minWorkers=1',
      'resources.policy.oppnda.maxWorkers=16',
      'resources.policy.oppnda.fallback=4',
      'resources.policy.oppnda.safety=true',
      'resources.affinity="none"',
      'resources.net="auto"',
      'resources.timeout="1h"',
      'resources.hungAfter="2min"',
      'resources.retries={}',
      'resources.retries.workerLost=1',
      'resources.retries.workerLostAlone=2',
      'resources.retries.outOfMemory=1',
      'resources.retries.hung=0',
      'resources.retries.timedOut=0',
      'resources.retries.unstableInput=1',
      'resources.retries.unavailableInput="2min"',
      'orcaflex=null',
      'orcaflex.library=null',
      'orcaflex.logging="default"',
      'orcaflex.version=null',
      'orcaflex.licences={}',
      'orcaflex.licences.scope="machine"',
      'orcaflex.licences.patience="1h"',
      'orcaflex.licences.seats="auto"',
      'cases.file=null',
      'cases.pattern=null',
      'csv.bom=false',
      'csv.decimal="."',
      'csv.digits=null',
      'cases.channels.NAME.statistic="mean"',
      'cases.channels={}',
      'channels.NAME.filter.order=4',
      'channels.NAME.of.at=null',
      'channels.NAME.of.object=null',
      'channels.NAME.rose.step=15',
      'channels.NAME.rose.unit=""',
      'channels.NAME.rose.x.at=null',
      'channels.NAME.rose.x.object=null',
      'channels.NAME.rose.y.at=null',
      'channels.NAME.rose.y.object=null',
      'channels.NAME.series.NAME.at=null',
      'channels.NAME.series.NAME.object=null',
      'channels={}',
      'tables[].columns[].object=null',
      'tables[].columns[].at=null',
      'tables[].columns[].period="whole"',
      'tables[].columns[].statistics="all"',
      'tables[].columns[].statistics[].del.residue="half"',
      'tables[].columns[].statistics[].del.ends=true',
      'tables[].columns[].statistics[].del.meanStress.fixedMean=null',
      'tables[].columns[].statistics[].damage.curve.name="curve"',
      'tables[].columns[].statistics[].damage.curve.logA2=null',
      'tables[].columns[].statistics[].damage.environment="air"',
      'tables[].columns[].statistics[].damage.factor=1',
      'tables[].columns[].statistics[].damage.scf=1',
      'tables[].columns[].statistics[].damage.thickness=null',
      'tables[].columns[].statistics[].damage.thickness.reference=25',
      'tables[].columns[].statistics[].damage.dff=1',
      'tables[].columns[].statistics[].damage.per="file"',
      'tables[].columns[].statistics[].damage.residue="half"',
      'tables[].columns[].statistics[].damage.ends=true',
      'tables[].columns[].statistics[].damage.meanStress.fixedMean=null',
      'tables[].columns[].label=null',
      'tables[].columns[].transform=null',
      'tables[].columns[].transform.sqrt=false',
      'tables[].columns[].transform.factor=1',
      'tables[].columns[].transform.offset=0',
      'tables[].columns[].index=null',
      'tables[].columns[].along=null',
      'tables[].columns[].linked[].transform=null',
      'tables[].columns[].linked[].transform.sqrt=false',
      'tables[].columns[].linked[].transform.factor=1',
      'tables[].columns[].linked[].transform.offset=0',
      'tables[].units="none"',
      'tables[].style={}',
      'tables[].style.fileName=null',
      'tables[].style.leading=null',
      'tables[].style.decimals=null',
      'tables[].style.foot=[]',
      'tables[].style.onlyComplete=false',
      'tables[].style.linkedNames=null',
      'tables[].style.linkedNames.max="max"',
      'tables[].style.linkedNames.tMax="tMax"',
      'tables[].style.linkedNames.atMax="atMax_{n}"',
      'tables[].style.linkedNames.min="min"',
      'tables[].style.linkedNames.tMin="tMin"',
      'tables[].style.linkedNames.atMin="atMin_{n}"',
      'tables[].bins.centre=0',
      'tables[].characteristic="mean"',
      'tables[].factor=null',
      'tables[].availability=null',
      'tables[].normalise=false',
      'tables[].years=20',
      'tables[].cycles=null',
      'tables[].residue="half"',
      'tables[].ends=true',
      'tables[].output="moments"',
      'tables[].segment=null',
      'tables[].window="hann"',
      'tables[].overlap=0.5',
      'tables[].detrend="constant"',
      'tables[].band=null',
      'tables[].levels=["mean"]',
      'tables[].ends=["max"]',
      'tables[].hours=3',
      'tables[].quantiles=[0.37,0.57,0.9]',
      'tables[].blocks=20',
      'tables[].threshold="mean+1.4std"',
      'tables[].decluster=null',
      'tables[].confidence=0.95',
      'tables[].step=null',
      'tables[].from=null',
      'tables[].partial="drop"',
      'tables[].statistics="all"',
      'tables[].statistics[].del.residue="half"',
      'tables[].statistics[].del.ends=true',
      'tables[].statistics[].del.meanStress.fixedMean=null',
      'tables[].statistics[].damage.curve.name="curve"',
      'tables[].statistics[].damage.curve.logA2=null',
      'tables[].statistics[].damage.environment="air"',
      'tables[].statistics[].damage.factor=1',
      'tables[].statistics[].damage.scf=1',
      'tables[].statistics[].damage.thickness=null',
      'tables[].statistics[].damage.thickness.reference=25',
      'tables[].statistics[].damage.dff=1',
      'tables[].statistics[].damage.per="file"',
      'tables[].statistics[].damage.residue="half"',
      'tables[].statistics[].damage.ends=true',
      'tables[].statistics[].damage.meanStress.fixedMean=null',
      'task=null',
      'task.pythonExecutable=null',
      'task.directory=null',
      'task.rows=null',
      'task.depends=[]',
      'task.features={}',
      'task.threads=null',
      'task.shared={}',
      'task.shared.memory=null',
      'task.needs={}',
      'task.retries={}',
      'task.timeout=null',
      'task.environment=[]',
      'task.collect=null',
      'task.name=null',
    ];
    expect([...new Set(defaults)].sort()).toEqual(expected.sort());
  });

  it('lets an editor refuse single values that parseBatch refuses', () => {
    const schema = z.fromJSONSchema(JSON.parse(JSON.stringify(batchJsonSchema())));
    const valid = {
      version: 1,
      batch: 'a',
      reader: 'orcaflex',
      inputs: { directory: 'sims' },
      output: 'out',
      resources: {
        memory: '12 GiB',
        workers: 4,
        policy: { 'size-table': [{ below: '1GB', workers: 8 }, { workers: 2 }] },
        timeout: '1h30m',
      },
      tables: [
        {
          name: 't',
          layout: 'long',
          columns: [{ object: 'L', variable: 'T', at: { node: 3 }, period: [null, 5] }],
        },
      ],
    };
    expect(schema.safeParse(valid).success).toBe(true);
    for (const invalid of [
      { version: 2 },
      { batch: 'a/b' },
      { reader: 'openfst' },
      { output: 5 },
      { extra: 1 },
      { tables: [] },
      { resources: { memory: '12' } },
      { resources: { workers: 0 } },
      { resources: { timeout: 20 } },
      { resources: { loads: 65 } },
      { resources: { policy: 'fixed' } },
      { resources: { policy: { fixed: 0 } } },
      { resources: { policy: { memfree: 4, workers: 3 } } },
    ]) {
      expect([invalid, schema.safeParse({ ...valid, ...invalid }).success]).toEqual([invalid, false]);
    }
  });
});

describe('the look-ups of the schema', () => {
  it('find the keys of a mapping, also in unions', () => {
    expect(knownKeys(['resources'])).toEqual([
      'memory',
      'memoryFactor',
      'workers',
      'loads',
      'seats',
      'nativeThreads',
      'policy',
      'affinity',
      'net',
      'timeout',
      'hungAfter',
      'retries',
      'tokens',
    ]);
    expect(knownKeys(['resources', 'policy', 'size-table', 0])).toEqual(['below', 'workers']);
    expect(knownKeys(['tables', 3, 'columns', 0, 'at'])).toEqual([
      'end',
      'arclength',
      'node',
      'support',
      'point',
    ]);
    expect(knownKeys(['orcaflex'])).toEqual(['library', 'logging', 'version', 'licences']);
    expect(knownKeys(['nowhere', 1])).toEqual([]);
    expect(schemasAt(['toString'])).toEqual([]);
  });

  it('find the mapping that a key belongs to', () => {
    expect(homeOf('memory')).toBe('resources');
    expect(homeOf('workers')).toBe('resources');
    expect(homeOf('gamma')).toBe('resources.policy.oppnda');
    expect(homeOf('statistics')).toBe('tables[].columns[]');
    expect(homeOf('stage')).toBe('tables[].columns[].period');
    expect(homeOf('constructor')).toBeNull();
  });
});
