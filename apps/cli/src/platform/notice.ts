export interface Notice {
  readonly title: string;
  readonly text: string;
}

interface NoticeCommand {
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Texts arrive in the environment: nothing of them is ever a part of the script. */
const TOAST = `
$ErrorActionPreference = 'Stop'
[void][Windows.UI.Notifications.ToastNotificationManager, Windows.UI.Notifications, ContentType = WindowsRuntime]
$xml = [Windows.UI.Notifications.ToastNotificationManager]::GetTemplateContent([Windows.UI.Notifications.ToastTemplateType]::ToastText02)
$texts = $xml.GetElementsByTagName('text')
[void]$texts.Item(0).AppendChild($xml.CreateTextNode($env:BALLAST_NOTICE_TITLE))
[void]$texts.Item(1).AppendChild($xml.CreateTextNode($env:BALLAST_NOTICE_TEXT))
$app = '{1AC14E77-02E7-4E5D-B744-2EB1AE5198B7}\\WindowsPowerShell\\v1.0\\powershell.exe'
[Windows.UI.Notifications.ToastNotificationManager]::CreateToastNotifier($app).Show([Windows.UI.Notifications.ToastNotification]::new($xml))
`;

const SHOW_ON_MAC = [
  'on run argv',
  'display notification (item 2 of argv) with title (item 1 of argv)',
  'end run',
];

/** The command that shows a notice on the desktop; null without one. */
export function noticeCommand(
  { title, text }: Notice,
  platform: NodeJS.Platform = process.platform,
  env: Readonly<NodeJS.ProcessEnv> = process.env,
): NoticeCommand | null {
  if (platform === 'win32') {
    const script = Buffer.from(TOAST, 'utf16le').toString('base64');
    return {
      program: 'powershell.exe',
      args: ['-NoProfile', '-NonInteractive', '-EncodedCommand', script],
      env: { BALLAST_NOTICE_TITLE: title, BALLAST_NOTICE_TEXT: text },
    };
  }
  if (platform === 'darwin') {
    return { program: 'osascript', args: [...SHOW_ON_MAC.flatMap((line) => ['-e', line]), title, text] };
  }
  const hasScreen = Boolean(env.DISPLAY) || Boolean(env.WAYLAND_DISPLAY);
  return hasScreen ? { program: 'notify-send', args: ['--', title, text] } : null;
}
