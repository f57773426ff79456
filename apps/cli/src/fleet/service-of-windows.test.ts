import { expect, it } from 'vitest';
import { serviceCommand } from './service-of-windows.ts';

it('writes the command for paths with blanks', () => {
  const command = serviceCommand(
    'C:\\Program Files\\nats\\nats-server.exe',
    'D:\\my fleet\\server\\service.conf',
  );
  expect(command).toBe(
    'sc.exe create ballast-fleet start= auto binPath= "\\"C:\\Program Files\\nats\\nats-server.exe\\" -c \\"D:\\my fleet\\server\\service.conf\\""',
  );
});
