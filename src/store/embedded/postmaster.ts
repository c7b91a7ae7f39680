/** Is a server running on a data folder? From its pid file, against what really runs. */
import { readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { errorCode } from '../database.ts';

export type Postmaster =
  | { readonly kind: 'running'; readonly pid: number; readonly port: number }
  /** The pid file outlived its server (power cut, SIGKILL, a container started again). */
  | { readonly kind: 'stale'; readonly pid: number }
  | { readonly kind: 'stopped' };

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/** A pid may have been given to another process since: a postmaster works in its data folder. */
async function isServerOf(pid: number, pgData: string): Promise<boolean> {
  if (!exists(pid)) return false;
  if (process.platform === 'linux') {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === pgData;
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return false;
      // Another user's process: what it is called has to do.
    }
  }
  const { stdout, exitCode } = await execa('ps', ['-o', 'comm=', '-p', String(pid)], {
    reject: false,
    stdin: 'ignore',
  });
  return exitCode === 0 && stdout.includes('postgres');
}

/** @param pgData real path of PostgreSQL's data directory */
export async function findPostmaster(pgData: string): Promise<Postmaster> {
  let lines: string[];
  try {
    // Line 1 is the pid, line 4 the port (PostgreSQL's miscadmin.h, LOCK_FILE_LINE_…).
    lines = readFileSync(join(pgData, 'postmaster.pid'), 'utf8').split('\n');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { kind: 'stopped' };
    throw error;
  }
  // A negative pid is a single-user backend's.
  const pid = Math.abs(Number(lines[0]));
  const port = Number(lines[3]);
  if (!Number.isInteger(pid) || pid === 0) return { kind: 'stale', pid: 0 };
  return (await isServerOf(pid, pgData)) ? { kind: 'running', pid, port } : { kind: 'stale', pid };
}
