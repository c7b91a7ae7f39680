/** The callees' own process: nothing else may hold up its event loop, on which the timing of all callees hangs. */
import { appendFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import pino from 'pino';
import { z } from 'zod';
import { loadPersonas } from '../persona/load.ts';
import { Callees } from './callees.ts';
import { readPromptFiles } from './prompt-files.ts';

const calleesJobSchema = z.object({
  ari: z.object({ url: z.string(), username: z.string(), password: z.string() }),
  personasDir: z.string(),
  promptsDir: z.string(),
  transport: z.enum(['auto', 'websocket', 'rtp']),
  /** A line of JSON for each call that has ended. */
  callsFile: z.string(),
  recordDir: z.string().optional(),
});
export type CalleesJob = z.infer<typeof calleesJobSchema>;

const log = pino({ base: null }, pino.destination({ dest: 2, sync: false }));

async function main(jobFile: string): Promise<void> {
  const job = calleesJobSchema.parse(JSON.parse(await readFile(jobFile, 'utf8')));
  const callees = new Callees({
    ari: job.ari,
    personas: await loadPersonas(job.personasDir),
    prompts: await readPromptFiles(job.promptsDir),
    transport: job.transport,
    ...(job.recordDir !== undefined && { recordDir: job.recordDir }),
    onEnded: (record) => appendFileSync(job.callsFile, `${JSON.stringify(record)}\n`),
    log,
  });
  const stop = () => {
    void callees.stop().finally(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  await callees.start();
  log.info({ personas: job.personasDir }, 'The callees are on the line');
  process.send?.('ready');
  if (process.connected) process.disconnect();
}

try {
  await main(process.argv[2] ?? '');
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
