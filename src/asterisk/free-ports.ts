/** Ports that nobody uses right now, for an Asterisk of our own. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** A port below the range that systems hand out by themselves, so that a later `bind(0)` elsewhere does not take it. */
function candidate(from: number, to: number, step: number): number {
  return from + step * Math.floor((Math.random() * (to - from)) / step);
}

export async function tcpPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}

async function udpFree(port: number, host: string): Promise<boolean> {
  const socket = createSocket('udp4');
  try {
    socket.bind(port, host);
    await once(socket, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    await new Promise<void>((resolve) => socket.close(() => resolve()));
  }
}

async function search(what: string, free: (port: number) => Promise<boolean>, step = 1): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const port = candidate(10_000, 32_000, step);
    if (await free(port)) return port;
  }
  throw new Error(`No free ${what} port was found.`);
}

export async function freeTcpPort(host = '127.0.0.1'): Promise<number> {
  return search('TCP', (port) => tcpPortFree(port, host));
}

/** Free for SIP over UDP and TCP. */
export async function sipPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return (await udpFree(port, host)) && (await tcpPortFree(port, host));
}

export async function freeSipPort(host = '127.0.0.1'): Promise<number> {
  return search('SIP', (port) => sipPortFree(port, host));
}

/**
 * A range of `size` ports for RTP. Asterisk skips a port that is taken, so only a few are looked at.
 * @returns the first, an even number
 */
export async function freeRtpRange(size: number, host = '127.0.0.1'): Promise<{ start: number; end: number }> {
  const start = await search(
    'RTP',
    async (port) => {
      for (let at = port; at < port + size; at += Math.max(2, size >> 3)) if (!(await udpFree(at, host))) return false;
      return true;
    },
    1000,
  );
  return { start, end: start + size - 1 };
}
