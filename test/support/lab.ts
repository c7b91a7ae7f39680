/** A PBX and the lab's phone network behind its trunk, with callees, for a test. */
import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AriConnection } from '../../src/asterisk/ari-connection.ts';
import type { AriEvent } from '../../src/asterisk/ari-events.ts';
import { freeSipPort } from '../../src/asterisk/free-ports.ts';
import { AsteriskInstance } from '../../src/asterisk/instance.ts';
import { encodeAlaw } from '../../src/core/audio/companding.ts';
import type { CallRecord } from '../../src/lab/callee/call-record.ts';
import { Callees } from '../../src/lab/callee/callees.ts';
import { readPromptFiles } from '../../src/lab/callee/prompt-files.ts';
import { startNetwork, trunkTo } from '../../src/lab/network.ts';
import { numberOf } from '../../src/lab/numbers.ts';
import { loadPersonas, type LoadedPersona } from '../../src/lab/persona/load.ts';
import { requireAsterisk, testAsterisk, type TestAsterisk } from './asterisk.ts';
import { silentLog } from './silent-log.ts';
import { until } from './until.ts';

export const repository = join(import.meta.dirname, '../..');

export interface TestLab {
  readonly pbx: TestAsterisk;
  /** Event connection to the PBX, as the caller. */
  readonly ari: AriConnection;
  readonly networkAri: AriConnection;
  /** Events of the PBX, in order. */
  readonly events: AriEvent[];
  readonly records: CallRecord[];
  readonly recordDir: string;
  readonly personas: readonly LoadedPersona[];
  /** Dials a persona by name; the id of the call. */
  dial(persona: string, timeoutS?: number): Promise<string>;
  record(persona: string): Promise<CallRecord>;
  remove(): Promise<void>;
}

export interface TestLabOptions {
  /** Persona files by name (without `.yaml`); their sounds are looked up in the shipped folder. Absent: the shipped ones. */
  readonly personas?: Readonly<Record<string, string>>;
  readonly transport?: 'auto' | 'websocket' | 'rtp';
}

async function writePersonas(folder: string, personas: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(personas)) {
    await writeFile(join(folder, `${name}.yaml`), `name: ${name}\n${text}`);
  }
  for (const voice of await readdir(join(repository, 'personas'), { withFileTypes: true })) {
    if (!voice.isDirectory()) continue;
    await mkdir(join(folder, voice.name));
    for (const file of await readdir(join(repository, 'personas', voice.name))) {
      await copyFile(join(repository, 'personas', voice.name, file), join(folder, voice.name, file));
    }
  }
}

export async function testLab(options: TestLabOptions = {}): Promise<TestLab> {
  const folder = await mkdtemp(join(tmpdir(), 'minibot-lab-'));
  const personasDir = options.personas === undefined ? join(repository, 'personas') : join(folder, 'personas');
  if (options.personas !== undefined) {
    await mkdir(personasDir);
    await writePersonas(personasDir, options.personas);
  }
  const personas = await loadPersonas(personasDir);
  const installation = await requireAsterisk();
  const sipPort = await freeSipPort();
  const pbx = await testAsterisk({ trunks: [trunkTo(sipPort)] });
  const networkFolder = join(folder, 'network');
  const network = await startNetwork({
    installation,
    folder: networkFolder,
    sipPort,
    pbxSipPort: pbx.sipPort,
    log: silentLog,
  });
  const prompts = await readPromptFiles(join(repository, 'audio/fr'));
  await mkdir(join(pbx.instance.soundsDir, 'minibot'), { recursive: true });
  for (const { id, samples } of prompts) {
    await writeFile(join(pbx.instance.soundsDir, 'minibot', `${id}.alaw`), encodeAlaw(samples));
  }
  const records: CallRecord[] = [];
  const recordDir = join(folder, 'records');
  const callees = new Callees({
    ari: network.ari,
    personas,
    prompts,
    transport: options.transport ?? 'auto',
    recordDir,
    onEnded: (record) => records.push(record),
    log: silentLog,
  });
  const connection = {
    app: 'caller',
    requestTimeoutMs: 5_000,
    pingIntervalMs: 5_000,
    reconnectMaxMs: 1_000,
    log: silentLog,
  };
  const ari = new AriConnection({ ...pbx.ari, ...connection });
  const networkAri = new AriConnection({ ...network.ari, ...connection, app: 'onlooker' });
  const events: AriEvent[] = [];
  ari.onEvent((event) => events.push(event));
  await Promise.all([callees.start(), ari.start(), networkAri.start()]);
  const dial = async (name: string, timeoutS = 20) => {
    const index = personas.findIndex(({ persona }) => persona.name === name);
    if (index < 0) throw new Error(`no persona ${name}`);
    const channelId = randomUUID();
    const endpoint = `PJSIP/${numberOf(index)}@lab`;
    await ari.originate({ channelId, endpoint, timeoutS, callTimeoutS: 120 });
    return channelId;
  };
  const record = async (name: string) => {
    const find = () => records.find(({ persona }) => persona === name);
    await until(`the call of ${name} to end`, () => find() !== undefined, 120_000);
    const found = find();
    if (found === undefined) throw new Error(`no record of ${name}`);
    return found;
  };
  const remove = async () => {
    await Promise.all([callees.stop(), ari.stop(), networkAri.stop()]);
    await pbx.remove();
    await new AsteriskInstance({ installation, folder: networkFolder, log: silentLog }).stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { pbx, ari, networkAri, events, records, recordDir, personas, dial, record, remove };
}
