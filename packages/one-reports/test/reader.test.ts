import { isFault } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import { oneReports } from '../src/index.ts';
import { written } from './support/folder.ts';
import { codesOf, opened, seriesOf } from './support/read-series.ts';
import { DELIVERED, EVENT_LOG, messageStats } from './support/reports.ts';

async function figures(path: string): Promise<Readonly<Record<string, string>>> {
  return opened(path, async (file) => {
    const answer = await file.value?.({ kind: 'figures' });
    return answer?.kind === 'figures' ? Object.fromEntries(answer.figures) : {};
  });
}

const STATS = 'made_s1_MessageStatsReport.txt';

describe('a summary of messages', () => {
  it('is a list of figures in their own words, and a series of one sample for each', async () => {
    const path = written(STATS, messageStats());
    expect(await figures(path)).toMatchObject({ created: '4', delivery_prob: '0.5000', rtt_avg: 'NaN' });
    await opened(path, async (file) => {
      expect(file.facts).toMatchObject({ completeness: 'complete', samples: 1, endTime: 7200, series: 19 });
      const series = await seriesOf(file);
      expect(series).not.toHaveProperty('rtt_avg');
      expect(series.delivery_prob).toEqual({ times: [7200], values: [0.5] });
      expect(await file.value?.({ kind: 'data', object: null, name: 'created', index: null })).toMatchObject({
        value: 4,
      });
    });
  });

  it('keeps keys that no present simulator writes', async () => {
    expect(await figures(written(STATS, messageStats({ my_own: '3.5000' })))).toMatchObject({
      my_own: '3.5000',
    });
  });

  it('has a title whatever its first line contains', async () => {
    const path = written(STATS, messageStats({}, 'Message stats for scenario A: 7.0000'));
    expect(Object.keys(await figures(path))).toHaveLength(19);
    const other = written(STATS, messageStats({}, 'created: 7'));
    expect(await figures(other)).toMatchObject({ created: '4' });
  });

  it('is partial if it is empty: its run did not end', async () => {
    expect(await codesOf(written(STATS, ''))).toEqual(['partial', 'ONE_UNFINISHED']);
    expect(await codesOf(written('x_EventLogReport.txt', ''))).toEqual(['partial', 'ONE_UNFINISHED']);
  });

  it('takes the last of two equal keys, with a warning', async () => {
    const path = written(STATS, `${messageStats()}created: 5\n`);
    expect(await figures(path)).toMatchObject({ created: '5' });
    expect(await codesOf(path)).toEqual(['complete', 'KEY_TWICE']);
  });

  it('says which lines have no number', async () => {
    const path = written(STATS, messageStats({ created: 'many', relayed: '1,5' }));
    expect(await codesOf(path)).toEqual(['complete', 'LINES_UNREADABLE']);
    expect(await figures(path)).not.toHaveProperty('created');
  });

  it.each([
    ['carriage returns', (text: string) => text.replaceAll('\n', '\r\n')],
    ['a mark of the byte order', (text: string) => `\u{feff}${text}`],
    ['both', (text: string) => `\u{feff}${text.replaceAll('\n', '\r\n')}`],
  ])('reads the same with %s', async (_, change) => {
    const plain = written(STATS, messageStats());
    const other = written(STATS, change(messageStats()));
    expect(await figures(other)).toEqual(await figures(plain));
    expect(await codesOf(other)).toEqual(['complete']);
  });

  it('reads a title in Latin-1', async () => {
    const path = written(STATS, Buffer.from(messageStats({}, 'Message stats for scenario Zürich'), 'latin1'));
    expect(await figures(path)).toMatchObject({ created: '4' });
    await opened(path, ({ facts }) => expect(facts.description).toBe('Message stats for scenario Zürich'));
  });
});

describe('a report that was cut', () => {
  it.each([
    ['made_EventLogReport.txt', EVENT_LOG],
    ['made_DeliveredMessagesReport.txt', DELIVERED],
    [STATS, messageStats()],
  ])('%s is partial at every byte of its last line, and has the lines before', async (name, text) => {
    const last = text.lastIndexOf('\n', text.length - 2) + 1;
    const before = await opened(written(name, text.slice(0, last)), ({ facts }) => facts.samples);
    for (let length = last + 1; length < text.length; length += 1) {
      await opened(written(name, text.slice(0, length)), ({ facts }) => {
        expect(facts.completeness).toBe('partial');
        expect(facts.warnings.map(({ code }) => code)).toEqual(['LAST_LINE_CUT']);
        expect(facts.samples).toBe(before);
        expect(facts.totals).toBeUndefined();
      });
    }
    expect(await codesOf(written(name, text))).toEqual(['complete']);
  });

  it('is partial with nothing but a part of its first line', async () => {
    expect(await codesOf(written(STATS, 'Message sta'))).toEqual(['partial', 'LAST_LINE_CUT']);
  });
});

describe('a report of rows', () => {
  it('of events has their counts after each time', async () => {
    await opened(written('x_EventLogReport.txt', EVENT_LOG), async (file) => {
      const { C, DE, DE_delivered: delivered, CONN_up: up } = await seriesOf(file);
      expect(C?.times).toEqual([0.1, 1, 2, 3, 4989.100000000619, 5000, 5001, 5002]);
      expect(C?.values).toEqual([0, 2, 4, 4, 4, 4, 4, 4]);
      expect(DE?.values.slice(3)).toEqual([0, 2, 3, 3, 3]);
      expect(delivered?.values.at(-1)).toBe(2);
      expect(up?.values).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
    });
  });

  it('gives values that not every row has at their own times', async () => {
    await opened(written('x_DeliveredMessagesReport.txt', DELIVERED), async (file) => {
      const { delay, remaining_ttl: left, hopcount } = await seriesOf(file);
      expect(delay).toEqual({ times: [11, 22], values: [10, 20] });
      expect(hopcount?.values).toEqual([1, 2]);
      expect(left).toEqual({ times: [11], values: [298] });
    });
    const distances =
      '# Scenario x\n# distance at msg send, delivery time\n100.5 7.5 2 M1\n80.0 -1.0000 -1 M2\n';
    await opened(written('x_DistanceDelayReport.txt', distances), async (file) => {
      const { distance, delay } = await seriesOf(file);
      expect(distance?.values).toEqual([100.5, 80]);
      expect(delay?.values).toEqual([7.5]);
    });
  });

  it.each([
    ['BufferOccupancyReport', '5.1 0.5 0.01\n10.2 0.6 0.02\n', 'mean', [0.5, 0.6]],
    ['MessageDeliveryReport', '# time  created  delivered\n27.0 1 0 NaN\n', 'created', [1]],
    ['TotalContactTimeReport', '# time totalContactTime\n1.2 12.0\n', 'total_contact_time', [12]],
    ['CreatedMessagesReport', '# time  ID  size  fromHost\n27.0 M1 168834 n5 n8 300 N \n', 'size', [168834]],
    [
      'MessageDelayReport',
      '# messageDelay  cumulativeProbability\n63.0 0.0041\n',
      'cumulative_probability',
      [0.0041],
    ],
    ['ContactTimesReport', '0.0 2\n1.0 8\n', 'count', [2, 8]],
    ['InterContactTimesReport', '0.0 1\n1.0 2\n', 'count', [1, 2]],
    ['UniqueEncountersReport', '0 5\n1 0\n', 'hosts', [5, 0]],
    ['ContactsPerHourReport', '0\t845\n1\t1\n', 'contacts', [845, 1]],
    ['ConnectivityONEReport', '0.10 CONN 7 58 up\n0.20 CONN 7 58 down\n', 'open', [1, 0]],
    ['LocationSnapshotReport', '[30]\nn0 1.5 2.5\n[60]\nn0 3.5 4.5\n', 'n0.y', [2.5, 4.5]],
  ])('%s is a series', async (kind, text, name, values) => {
    await opened(written(`made_${kind}.txt`, text), async (file) => {
      expect(file.facts).toMatchObject({ completeness: 'complete', format: `ONE ${kind}`, warnings: [] });
      expect((await seriesOf(file))[name]?.values).toEqual(values);
    });
  });

  it('without a message is empty and whole', async () => {
    const text = '# no messages delivered in sim time 7200.0 -- 0 messages created\n';
    await opened(written('x_MessageDelayReport.txt', text), ({ facts }) =>
      expect(facts).toMatchObject({ completeness: 'complete', samples: 0 }),
    );
  });

  it('takes a period, and the row nearest to a time', async () => {
    const text = '5.1 1 0\n10.2 2 0\n15.3 3 0\n20.3 4 0\n';
    await opened(written('x_BufferOccupancyReport.txt', text), async (file) => {
      const range = await seriesOf(file, { kind: 'range', from: 10.2, to: 15.3 });
      expect(range.mean?.values).toEqual([2, 3]);
      const instant = await seriesOf(file, { kind: 'instant', time: 15 });
      expect(instant.mean).toEqual({ times: [15.3], values: [3] });
    });
  });

  it('says which lines it left out', async () => {
    const path = written('x_EventLogReport.txt', `${EVENT_LOG}what is this\n`);
    expect(await codesOf(path)).toEqual(['suspect', 'LINES_UNREADABLE']);
  });
});

describe('a name that lies', () => {
  it('is a warning, and the content counts', async () => {
    const path = written('made_ContactTimesReport.txt', EVENT_LOG);
    expect(await codesOf(path)).toEqual(['complete', 'NAME_DISAGREES']);
    await opened(path, ({ facts }) => expect(facts.format).toBe('ONE EventLogReport'));
  });

  it('of a summary is a warning too', async () => {
    const path = written('made_EventLogReport.txt', messageStats());
    expect(await codesOf(path)).toEqual(['complete', 'NAME_DISAGREES']);
    expect(await figures(path)).toMatchObject({ created: '4' });
  });

  it('of a kind that is not known is none', async () => {
    const path = written('made_MyOwnReport.txt', 'hits: 5\nmisses: 7\n');
    expect(await codesOf(path)).toEqual(['complete']);
    expect(await figures(path)).toEqual({ hits: '5', misses: '7' });
  });
});

describe('a file that is not a report', () => {
  it.each([
    ['notes.txt', 'Just some words\nand more of them\n'],
    ['made_EventLogReport.txt', 'nothing of this\nis an event\n'],
    ['blob.txt', Buffer.from([0, 1, 2, 3, 10, 255, 0, 10])],
  ])('%s is refused', async (name, content) => {
    const error = await oneReports.open(written(name, content)).catch((cause: unknown) => cause);
    expect(isFault(error) && error.code).toBe('FORMAT_UNKNOWN');
  });

  it('is missing with its path', async () => {
    const error = await oneReports.open('/nowhere/x_EventLogReport.txt').catch((cause: unknown) => cause);
    expect(isFault(error) && error.code).toBe('FILE_NOT_FOUND');
  });
});
