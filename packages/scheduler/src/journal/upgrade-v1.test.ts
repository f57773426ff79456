import { describe, expect, it } from 'vitest';
import { parseJournal } from './reader.ts';
import type { JournalRecord, RawRecord } from './record.ts';
import { replayJournal } from './replay.ts';
import { upgradeV1 } from './upgrade-v1.ts';

/** Lines of journals that the last version with journal version 1 wrote; only folders and file names are shorter. */
const VERSION_1 = `
{"type":"journal","version":1,"product":"ballast 0.0.0","host":"vm","pid":19073,"startedAt":"2026-11-29T01:20:32.271Z","batch":"explained","reader":"orcaflex","readerDetails":{"version":"2, OrcFxAPI 11.3-standin","library":"/lib/libOrcFxAPI.so","libraryVersion":"11.3-standin"},"batchHash":"ace0765fdafabd47afe84f869184a707615ddabe6a7bece3c44a5a2f1875deb1","inputs":4,"cores":2,"budget":{"memory":847407616,"source":"954 MiB, as the batch says","workers":2}}
{"type":"input","task":0,"file":"crash.sim","size":1000000,"modified":1795915229281.494}
{"type":"input","task":1,"file":"good.sim","size":2000000,"modified":1795915229789.494}
{"type":"input","task":2,"file":"touched.sim","size":1000000,"modified":1795915229857.494}
{"type":"input","task":3,"file":"other.sim","size":5,"modified":1795915230641.494}
{"type":"admitted","at":107,"task":1,"attempt":1,"worker":1,"commit":324174017,"expected":{"memory":100387472,"compute":111}}
{"type":"worker-started","at":476,"worker":1,"pid":19252}
{"type":"requeued","at":1634,"task":2,"cause":"unstable-input","attempt":1,"outcome":{"kind":"failed","retry":"never","fault":{"code":"INPUT_CHANGED","message":"the file was written to while it was read","hint":"run the batch again when whatever writes it is done","details":{"path":"/sims/touched.sim","before":{"size":1000000,"modified":1795915619081.512},"now":{"size":1000000,"modified":1795915619893.512}}}},"evidence":{"usage":{"highWater":63848448,"cpuTime":180,"bytesRead":2913592}},"until":2634}
{"type":"resumed","product":"ballast 0.0.0","host":"vm","pid":19391,"at":2939,"time":"2026-11-29T01:20:35.210Z","done":1,"left":5}
{"type":"admitted","at":3013,"task":1,"attempt":2,"worker":1,"commit":324174017,"expected":{"memory":100387472,"compute":111}}
{"type":"requeued","at":4218,"task":0,"cause":"seat-denied","attempt":2}
{"type":"seats","at":4218,"limit":1,"state":"limited"}
{"type":"limit","at":4500,"loads":3,"bytesPerSecond":812646400}
{"type":"settled","at":5591,"task":1,"attempt":2,"outcome":{"kind":"succeeded","retry":"never","result":".ballast/results/1-2-e3ef519b.json","problems":0,"notes":[],"completeness":"complete"},"measures":{"highWater":66289664,"loadTime":59,"computeTime":1390,"coreWait":47,"bytesRead":2000000},"reserved":75843175,"observedHighWater":64860160}
{"type":"phase","at":5591,"task":2,"phase":"computing"}
{"type":"worker-lost","at":7977,"worker":3,"exitCode":null,"signal":"SIGSEGV"}
{"type":"requeued","at":7977,"task":0,"cause":"worker-lost","attempt":4,"outcome":{"kind":"worker-lost","retry":"never","end":{"exitCode":null,"signal":"SIGSEGV","stderr":[],"proof":null,"log":null}},"evidence":{"usage":{"highWater":62656512,"cpuTime":150,"bytesRead":1779463}},"alone":true}
{"type":"admitted","at":7977,"task":0,"attempt":5,"worker":1,"commit":74206731,"expected":{"memory":65789820,"compute":893},"alone":true}
{"type":"settled","at":7985,"task":0,"attempt":5,"outcome":{"kind":"worker-lost","retry":"never","end":{"exitCode":null,"signal":"SIGSEGV","stderr":[],"proof":null,"log":null},"quarantined":true,"lost":3},"measures":null,"reserved":74206731,"observedHighWater":null,"evidence":{"usage":null}}
{"type":"drain","at":7990,"cause":"interrupted by SIGINT","how":"drain"}
{"type":"ended","at":7991,"settled":2,"unsettled":2,"ending":"drained","storage":null}
{"type":"published","at":7991,"licences":["OK"]}
`.trimStart();

const contents = parseJournal(Buffer.from(VERSION_1), 'j');
const ofType = (type: JournalRecord['type']): JournalRecord[] =>
  contents.records.filter((record) => record.type === type);

describe('a journal of version 1', () => {
  it('is read whole, and its header still has its version', () => {
    expect(contents).toMatchObject({ unknownRecords: 0, tornBytes: 0, wholeBytes: VERSION_1.length });
    expect(contents.records).toHaveLength(VERSION_1.trimEnd().split('\n').length - 1);
    expect(contents.header).toMatchObject({ version: 1, inputs: 4, batch: 'explained' });
  });

  it('has the reservation of an attempt where version 2 has it', () => {
    expect(ofType('admitted')[0]).toEqual({
      type: 'admitted',
      at: 107,
      task: 1,
      attempt: 1,
      worker: 1,
      reserved: 324174017,
      expected: { memory: 100387472, compute: 111 },
    });
    expect(ofType('admitted').map((record) => 'alone' in record)).toEqual([false, false, true]);
  });

  it('has the fields of a requeued record about the next attempt', () => {
    const [pause, denied, alone] = ofType('requeued');
    expect(pause).toMatchObject({ cause: 'unstable-input', attempt: 1, notBefore: 2634 });
    expect(denied).toEqual({ type: 'requeued', at: 4218, task: 0, cause: 'seat-denied', attempt: 2 });
    expect(alone).toMatchObject({ cause: 'worker-lost', nextAlone: true });
    expect(ofType('requeued').flatMap((record) => Object.keys(record))).not.toContain('until');
    expect(alone).not.toHaveProperty('alone');
  });

  it('has the types that version 2 has for permits and for the end of admission', () => {
    expect(ofType('load-permits')).toEqual([
      { type: 'load-permits', at: 4500, permits: 3, bytesPerSecond: 812646400 },
    ]);
    expect(ofType('stopping')).toEqual([
      { type: 'stopping', at: 7990, cause: 'interrupted by SIGINT', how: 'drain' },
    ]);
  });

  it('is replayed like any other', () => {
    const { outcomes, attempts, ending, published } = replayJournal(contents);
    expect(outcomes.map((outcome) => outcome?.kind)).toEqual([
      'worker-lost',
      'succeeded',
      undefined,
      undefined,
    ]);
    expect([[...attempts], ending, published]).toEqual([[5, 2, 0, 0], 'drained', true]);
  });

  it('keeps every other record and field as it is', () => {
    const raw = VERSION_1.trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as RawRecord);
    const changed = new Set(['admitted', 'requeued', 'limit', 'drain']);
    for (const record of raw.filter(({ type }) => !changed.has(type)))
      expect(upgradeV1(record)).toEqual(record);
  });

  it('gives a fault the class that its code stood for', () => {
    const [requeued] = ofType('requeued');
    expect(requeued).toMatchObject({ outcome: { fault: { code: 'INPUT_CHANGED', class: 'input-changed' } } });
  });
});
