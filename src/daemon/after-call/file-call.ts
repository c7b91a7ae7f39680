/** The files of one ended call. May be done again at any time: the same files, the same paths. */
import { access, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { transcriptJson, transcriptText } from '../../core/call/transcript.ts';
import type { Config } from '../../core/config/schema.ts';
import type { Log } from '../../core/log.ts';
import { readCallToFile, type CallToFile } from '../../store/call-files.ts';
import { saveCallFiles } from '../../store/calls.ts';
import type { Sql } from '../../store/database.ts';
import { spoolFolder } from '../audio/call-spool.ts';
import { writeRecording } from './recording.ts';
import { writeWhole } from './whole-file.ts';

export interface FilingOptions {
  readonly sql: Sql;
  readonly config: Config;
  readonly log: Log;
}

/**
 * Writes recording and transcripts, records their paths, then removes the call's raw sound: in this order, so that a
 * crash in between costs nothing but a second run.
 */
export async function fileCall({ sql, config, log }: FilingOptions, callId: string): Promise<void> {
  const call = await readCallToFile(sql, callId);
  if (call === undefined) {
    log.info({ callId }, 'the call is gone, and needs no files');
    return;
  }
  if (call.answeredAt === null) return;
  const spool = spoolFolder(config.paths.recordings, callId);
  const recording = await record({ sql, config, log }, call, join(spool, 'callee.sln'));
  const base = join(config.paths.transcripts, folderOf(call), callId);
  await writeWhole(`${base}.json`, (file) => file.writeFile(transcriptJson(call, recording?.file)));
  await writeWhole(`${base}.txt`, (file) => file.writeFile(transcriptText(call)));
  const saved = await saveCallFiles(sql, call, {
    transcriptPath: `${base}.json`,
    ...(recording === undefined ? {} : { recordingPath: recording.file }),
  });
  if (!saved) throw new Error('the call has changed hands while its files were written');
  await rm(spool, { recursive: true, force: true });
}

async function record(
  { config, log }: FilingOptions,
  call: CallToFile,
  spooled: string,
): Promise<{ file: string } | undefined> {
  const kept = await exists(spooled);
  // A second run, after the raw sound was removed: the recording of the first one stands.
  if (!kept && call.recordingPath !== null && (await exists(call.recordingPath))) return { file: call.recordingPath };
  if (!kept && call.turns.length === 0) return undefined;
  if (!kept) log.warn({ callId: call.callId }, 'nothing of the callee was kept: the recording holds our side only');
  const file = join(config.paths.recordings, folderOf(call), `${call.callId}.wav`);
  await writeRecording({
    file,
    calleeFile: kept ? spooled : undefined,
    played: call.turns,
    promptsDir: join(config.asterisk.soundsDir, 'minibot'),
    layout: config.afterCall.layout,
    log,
  });
  return { file };
}

/** By day, so that no folder grows without end. */
function folderOf({ startedAt }: CallToFile): string {
  return startedAt.toISOString().slice(0, 10);
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
