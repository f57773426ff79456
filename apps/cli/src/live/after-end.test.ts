import { describe, expect, it } from 'vitest';
import { noticeCommand } from '../platform/notice.ts';
import { afterEnd } from './after-end.ts';

const FACTS = {
  exit: 0,
  out: '/o ut',
  report: '/o ut/report.json',
  page: '/o ut/report.html',
  batch: '$(b)',
};

describe('the command at the end of a batch', () => {
  it('gets its words as they are, with placeholders filled in and no shell in between', async () => {
    const script = 'process.exit(process.argv[1] === "all-succeeded 0 /o ut $(b) {unknown} ;" ? 0 : 3)';
    const onEnd = [process.execPath, '-e', script, '{status} {exit} {out} {batch} {unknown} ;'];
    expect(await afterEnd({ onEnd }, FACTS)).toEqual([]);
  });

  it('that fails or is not there is one warning', async () => {
    const [failed] = await afterEnd({ onEnd: [process.execPath, '-e', 'process.exit(4)'] }, FACTS);
    expect(failed).toContain('ended with 4; the batch is not affected');
    const warnings = await afterEnd({ onEnd: ['no-such-program-here'] }, FACTS);
    expect(warnings).toHaveLength(1);
  });
});

describe('a notice on the desktop', () => {
  it('has its texts outside of any script', () => {
    const notice = { title: '"; rm -rf', text: '$(rm)' };
    const windows = noticeCommand(notice, 'win32', {});
    expect(windows?.program).toBe('powershell.exe');
    expect(windows?.env).toEqual({ BALLAST_NOTICE_TITLE: notice.title, BALLAST_NOTICE_TEXT: notice.text });
    const script = Buffer.from(windows?.args.at(-1) ?? '', 'base64').toString('utf16le');
    expect(script).toContain('ToastNotificationManager');
    expect(script).not.toContain('rm');
    expect(noticeCommand(notice, 'darwin', {})?.args.slice(-2)).toEqual([notice.title, notice.text]);
    expect(noticeCommand(notice, 'linux', { DISPLAY: ':0' })?.args).toEqual([
      '--',
      notice.title,
      notice.text,
    ]);
    expect(noticeCommand(notice, 'linux', {})).toBeNull();
  });
});
