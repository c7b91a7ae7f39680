import { hostname } from 'node:os';
import type { Config } from '../core/config/schema.ts';
import { MinibotError } from '../core/errors.ts';
import type { Sql } from '../store/database.ts';
import { beatingNode } from '../store/nodes.ts';

/** Heartbeats that a daemon may miss before it is held to be dead. */
const missedBeats = 3;

/**
 * Refuses to be the second daemon on one Asterisk: it would take the first one's events away and leave its calls deaf. A daemon that was
 * killed a moment ago is no obstacle: its process is gone.
 * @throws MinibotError MB_DAEMON_RUNNING
 */
export async function requireSole(sql: Sql, nodeId: string, config: Config): Promise<void> {
  const node = await beatingNode(sql, { id: nodeId, freshMs: missedBeats * config.dialing.heartbeatMs });
  if (node === undefined || node.hostname !== hostname() || node.pid === process.pid || !isAlive(node.pid)) return;
  throw new MinibotError('MB_DAEMON_RUNNING', `A daemon already runs on this Asterisk (process ${String(node.pid)}).`, {
    hint: 'Stop it first (SIGTERM lets its calls end), or give this one its own Asterisk and asterisk.ari.app.',
    exit: 'failure',
  });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Another user's process is alive as well.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
