/** Brings the lab up and down: database, PBX, phone network, prompts, callees. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { freeSipPort } from '../asterisk/free-ports.ts';
import { findAsterisk, type AsteriskInstallation } from '../asterisk/installation.ts';
import { AsteriskInstance, writeConfigurationFile, type RunningAsterisk } from '../asterisk/instance.ts';
import { configSchema, type Config } from '../core/config/schema.ts';
import { MinibotError } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import { connect } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { databaseUrl, embeddedServer } from '../store/open-database.ts';
import { BackgroundProcess } from './background-process.ts';
import type { CalleesJob } from './callee/main.ts';
import { labEnvironment, runCommand } from './cli.ts';
import { startNetwork } from './network.ts';
import { startPbx } from './pbx.ts';
import { workspaceAt, writeLabConfig, type LabSettings, type Workspace } from './workspace.ts';

export interface LabOptions extends LabSettings {
  readonly dir: string;
  readonly packageRoot: string;
  readonly personasDir: string;
  readonly log: Log;
  /** Told what is being done, in words. */
  readonly onStep?: (step: string) => void;
}

export interface RunningLab {
  readonly workspace: Workspace;
  readonly config: Config;
  readonly installation: AsteriskInstallation;
  readonly pbx: RunningAsterisk;
  readonly network: RunningAsterisk;
  /** It was up already: whoever uses it leaves it so. */
  readonly adopted: boolean;
}

export interface LabStatus {
  readonly dir: string;
  readonly database: 'running' | 'stopped' | 'external';
  readonly pbx: { readonly pid: number; readonly ariUrl: string; readonly sipPort: number } | undefined;
  readonly network: { readonly pid: number; readonly sipPort: number } | undefined;
  readonly callees: { readonly pid: number; readonly personas: string } | undefined;
}

async function requireAsterisk(): Promise<AsteriskInstallation> {
  const installation = await findAsterisk();
  if (installation !== undefined) return installation;
  throw new MinibotError('MB_ASTERISK_MISSING', 'The lab needs Asterisk 18 or newer, and none was found.', {
    hint: 'Run scripts/setup.sh: it installs the one of the system, or a private copy.',
    exit: 'asterisk',
  });
}

/** Everything that calls need but the daemon; what runs already is adopted. */
export async function labUp(options: LabOptions, signal?: AbortSignal): Promise<RunningLab> {
  const { log, onStep = () => {} } = options;
  const workspace = workspaceAt(options.dir);
  await mkdir(workspace.dir, { recursive: true });
  const installation = await requireAsterisk();
  onStep('Asterisk: the PBX and the phone network');
  const { pbx, network, adopted } = await startBoth(workspace, installation, log, signal);
  try {
    return { ...(await prepare(workspace, installation, pbx, network, options, signal)), adopted };
  } catch (error) {
    // Half a lab is of no use; one that was up before stays.
    if (!adopted) await labDown(options.dir, log);
    throw error;
  }
}

async function prepare(
  workspace: Workspace,
  installation: AsteriskInstallation,
  pbx: RunningAsterisk,
  network: RunningAsterisk,
  options: LabOptions,
  signal?: AbortSignal,
) {
  const { log, packageRoot, onStep = () => {} } = options;
  const { folders, soundsDir } = pbxInstance(workspace, installation, log);
  const config = await writeLabConfig(
    workspace,
    { running: pbx, soundsDir, etcDir: folders.etcDir },
    network.sipPort,
    options,
  );
  onStep('PostgreSQL');
  const { sql, close } = await connect(await databaseUrl(config, log), config.database, log);
  try {
    await migrate(sql);
  } finally {
    await close();
  }
  signal?.throwIfAborted();
  onStep('Prompts');
  await runCommand({ packageRoot, configFile: workspace.configFile }, ['audio', 'setup'], signal);
  return { workspace, config, installation, pbx, network };
}

/** Both or none: each knows the other's port. */
async function startBoth(workspace: Workspace, installation: AsteriskInstallation, log: Log, signal?: AbortSignal) {
  const pbx = pbxInstance(workspace, installation, log);
  const network = networkInstance(workspace, installation, log);
  const [runningPbx, runningNetwork] = await Promise.all([pbx.running(), network.running()]);
  if (runningPbx !== undefined && runningNetwork !== undefined) {
    return { pbx: runningPbx, network: runningNetwork, adopted: true };
  }
  await Promise.all([pbx.stop(), network.stop()]);
  const pbxSipPort = await freeSipPort();
  let networkSipPort = await freeSipPort();
  while (Math.abs(networkSipPort - pbxSipPort) < 2) networkSipPort = await freeSipPort();
  const [startedPbx, startedNetwork] = await Promise.all([
    startPbx({ installation, folder: workspace.pbxDir, sipPort: pbxSipPort, networkSipPort, log }, signal),
    startNetwork({ installation, folder: workspace.networkDir, sipPort: networkSipPort, pbxSipPort, log }, signal),
  ]);
  return { pbx: startedPbx, network: startedNetwork, adopted: false };
}

function pbxInstance(workspace: Workspace, installation: AsteriskInstallation, log: Log): AsteriskInstance {
  return new AsteriskInstance({ installation, folder: workspace.pbxDir, log });
}

function networkInstance(workspace: Workspace, installation: AsteriskInstallation, log: Log): AsteriskInstance {
  return new AsteriskInstance({ installation, folder: workspace.networkDir, log });
}

function calleesProcess(workspace: Workspace): BackgroundProcess {
  const { calleesState: stateFile, calleesLog: logFile } = workspace;
  return new BackgroundProcess({ name: 'callees', stateFile, logFile, readyTimeoutMs: 30_000 });
}

/** Puts the personas of a folder on the line, instead of those that are there. */
export async function startCallees(
  lab: RunningLab,
  options: { readonly personasDir: string; readonly recordDir?: string | undefined },
  signal?: AbortSignal,
): Promise<void> {
  const { workspace, network, config } = lab;
  const callees = calleesProcess(workspace);
  await callees.stop();
  const job: CalleesJob = {
    ari: network.ari,
    personasDir: options.personasDir,
    promptsDir: join(config.asterisk.soundsDir, 'minibot'),
    transport: config.asterisk.media.transport,
    callsFile: workspace.callsFile,
    ...(options.recordDir !== undefined && { recordDir: options.recordDir }),
  };
  await writeConfigurationFile(workspace.calleesJob, JSON.stringify(job), 0o600);
  await writeFile(workspace.callsFile, '');
  const extension = import.meta.filename.endsWith('.ts') ? 'ts' : 'js';
  const program = join(import.meta.dirname, 'callee', `main.${extension}`);
  await callees.start([process.execPath, program, workspace.calleesJob], labEnvironment(), options.personasDir, signal);
}

export async function stopCallees(workspace: Workspace): Promise<void> {
  await calleesProcess(workspace).stop();
}

/** Stops all that runs in the folder; files stay. */
export async function labDown(dir: string, log: Log): Promise<void> {
  const workspace = workspaceAt(dir);
  await stopCallees(workspace);
  const installation = await findAsterisk();
  if (installation !== undefined) {
    await Promise.all([
      pbxInstance(workspace, installation, log).stop(),
      networkInstance(workspace, installation, log).stop(),
    ]);
  }
  const config = await readLabConfig(workspace);
  if (config !== undefined) await embeddedServer(config, log).stop();
  await rm(workspace.calleesJob, { force: true });
}

/** What runs of the lab in the folder. Starts nothing. */
export async function labStatus(dir: string, databaseUrl: string | undefined, log: Log): Promise<LabStatus> {
  const workspace = workspaceAt(dir);
  const installation = await findAsterisk();
  const [pbx, network] =
    installation === undefined
      ? []
      : await Promise.all([
          pbxInstance(workspace, installation, log).running(),
          networkInstance(workspace, installation, log).running(),
        ]);
  const callees = await calleesProcess(workspace).running();
  const config = await readLabConfig(workspace);
  const embedded = config === undefined ? 'absent' : (await embeddedServer(config, log).status()).state;
  return {
    dir,
    database: databaseUrl !== undefined ? 'external' : embedded === 'running' ? 'running' : 'stopped',
    pbx: pbx && { pid: pbx.pid, ariUrl: pbx.ari.url, sipPort: pbx.sipPort },
    network: network && { pid: network.pid, sipPort: network.sipPort },
    callees: callees && { pid: callees.pid, personas: callees.purpose },
  };
}

/** Undefined before the first `lab up`, and for a file that is not (any more) ours. */
async function readLabConfig(workspace: Workspace): Promise<Config | undefined> {
  const text = await readFile(workspace.configFile, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : configSchema.safeParse(parse(text)).data;
}
