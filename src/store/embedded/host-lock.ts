/** A lock between processes of one machine that dies with its holder, however that ends. */
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { MinibotError } from '../../core/errors.ts';
import { errorCode } from '../database.ts';

const retryMs = 50;

/**
 * A bound socket is the lock: the kernel releases it with the process, so there is nothing stale to judge. Linux has
 * abstract names without a file; elsewhere the file of a dead holder refuses connections and is removed.
 */
function address(name: string): string {
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 32);
  return process.platform === 'linux' ? `\0minibot-${digest}` : join(tmpdir(), `minibot-${digest}.sock`);
}

function bind(path: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error) => (errorCode(error) === 'EADDRINUSE' ? resolve(undefined) : reject(error)));
    server.listen(path, () => {
      server.unref();
      resolve(server);
    });
  });
}

function holderIsGone(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => resolve(false));
    socket.once('error', (error) => resolve(errorCode(error) === 'ECONNREFUSED'));
    socket.once('close', () => socket.destroy());
  });
}

/**
 * Runs `work` while holding the lock.
 * @throws MinibotError MB_DB_BUSY when another process keeps the lock longer than `timeoutMs`
 */
export async function withHostLock<T>(name: string, timeoutMs: number, work: () => Promise<T>): Promise<T> {
  const path = address(name);
  const deadline = Date.now() + timeoutMs;
  let server = await bind(path);
  while (server === undefined) {
    if (Date.now() > deadline) {
      throw new MinibotError('MB_DB_BUSY', `Another command has been starting or stopping PostgreSQL in ${name}.`, {
        hint: 'Try again when it has ended.',
        exit: 'tryAgain',
      });
    }
    if (!path.startsWith('\0') && (await holderIsGone(path))) rmSync(path, { force: true });
    await delay(retryMs);
    server = await bind(path);
  }
  try {
    return await work();
  } finally {
    const held = server;
    await new Promise<void>((resolve) => held.close(() => resolve()));
  }
}
