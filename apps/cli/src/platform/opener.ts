/** The command that opens a file with the program that this user has for it; null without a screen. */
export function openerOf(
  platform: NodeJS.Platform = process.platform,
  env: Readonly<NodeJS.ProcessEnv> = process.env,
): string | null {
  if (platform === 'win32') return 'explorer';
  if (platform === 'darwin') return 'open';
  const hasScreen = Boolean(env.DISPLAY) || Boolean(env.WAYLAND_DISPLAY);
  return hasScreen ? 'xdg-open' : null;
}
