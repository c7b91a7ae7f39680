/** ARI's operations with types, over whatever carries them (with a deadline around each). */
import { z } from 'zod';
import { MinibotError } from '../core/errors.ts';
import { unexpectedAnswer } from './ari-errors.ts';
import { channelSchema, type AriChannel } from './ari-events.ts';

export interface OriginateRequest {
  /**
   * Chosen by the caller: a live duplicate is refused by Asterisk, so the same request cannot ring twice. All of one length: an
   * id that another live channel's id begins with is refused too (seen with 22.10, "already in use").
   */
  readonly channelId: string;
  /** `PJSIP/+33612345678@trunk`. */
  readonly endpoint: string;
  readonly callerId?: string | undefined;
  /** Ring time. */
  readonly timeoutS: number;
  /** Absolute limit, set as `TIMEOUT(absolute)`: ends the call even when the application dies. */
  readonly callTimeoutS: number;
  readonly variables?: Readonly<Record<string, string>>;
  readonly formats?: readonly string[];
  readonly appArgs?: readonly string[];
}

const bridgeSchema = z.object({ id: z.string(), bridge_type: z.string().optional(), channels: z.array(z.string()) });
export type AriBridge = z.output<typeof bridgeSchema>;

const endpointSchema = z.object({
  technology: z.string(),
  resource: z.string(),
  /** unknown, offline, online */
  state: z.string().optional(),
  channel_ids: z.array(z.string()).default([]),
});
export type AriEndpoint = z.output<typeof endpointSchema>;

const infoSchema = z.object({
  system: z.object({ version: z.string(), entity_id: z.string().optional() }),
  status: z.object({ startup_time: z.string().optional() }).partial().optional(),
});

const moduleSchema = z.object({ name: z.string(), status: z.string() });
const externalMediaSchema = z.object({
  id: z.string(),
  channelvars: z.record(z.string(), z.string()).optional(),
});

export interface ExternalMediaRequest {
  readonly channelId: string;
  /** `host:port`, or `INCOMING` for a WebSocket that we open to Asterisk. */
  readonly externalHost: string;
  /** `alaw`, `ulaw`, `slin`, `slin16`. */
  readonly format: string;
  readonly transport: 'udp' | 'websocket';
  readonly encapsulation: 'rtp' | 'none';
}

/** Why a call is ended, for the other side: Q.850 16, 17, 34, 19, 1 and 21. */
export type HangUpReason = 'normal' | 'busy' | 'congestion' | 'no_answer' | 'unallocated' | 'rejected';

function isNotFound(error: unknown): boolean {
  return error instanceof MinibotError && error.code === 'MB_ARI_REFUSED' && /not found/i.test(error.message);
}

export abstract class AriOperations {
  protected abstract readonly app: string;

  /**
   * @throws MinibotError MB_ARI_UNREACHABLE (not sent), MB_ARI_TIMEOUT (outcome unknown), MB_ARI_REFUSED (Asterisk's words)
   */
  protected abstract call(
    resource: string,
    operation: string,
    parameters?: Readonly<Record<string, unknown>>,
  ): Promise<unknown>;

  private async read<T>(
    schema: z.ZodType<T>,
    resource: string,
    operation: string,
    parameters?: Readonly<Record<string, unknown>>,
  ): Promise<T> {
    const answer = await this.call(resource, operation, parameters);
    const parsed = schema.safeParse(answer);
    if (!parsed.success) throw unexpectedAnswer(`${resource}.${operation}`, parsed.error);
    return parsed.data;
  }

  /** As `call`, but "not found" is no error: what was to go has gone. */
  private async end(resource: string, operation: string, parameters: Readonly<Record<string, unknown>>): Promise<void> {
    try {
      await this.call(resource, operation, parameters);
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
  }

  /**
   * The channel enters our application when it is answered. `duplicate`: a channel of this id is alive, nothing was dialled.
   * @throws MinibotError MB_ARI_TIMEOUT: it may ring; MB_ARI_REFUSED, MB_ARI_UNREACHABLE: it does not
   */
  async originate(request: OriginateRequest): Promise<'accepted' | 'duplicate'> {
    try {
      await this.call('channels', 'originate', {
        endpoint: request.endpoint,
        channelId: request.channelId,
        app: this.app,
        appArgs: request.appArgs?.join(','),
        callerId: request.callerId,
        timeout: request.timeoutS,
        formats: request.formats?.join(','),
        variables: { 'TIMEOUT(absolute)': String(request.callTimeoutS), ...request.variables },
      });
      return 'accepted';
    } catch (error) {
      const conflict = error instanceof MinibotError && /already exists/i.test(error.message);
      // Asterisk repeats a conflict of the same HTTP thread for failures of any kind (a missing trunk); only a channel proves it.
      if (conflict && (await this.channelExists(request.channelId))) return 'duplicate';
      throw error;
    }
  }

  async channelExists(channelId: string): Promise<boolean> {
    try {
      await this.call('channels', 'get', { channelId });
      return true;
    } catch (error) {
      if (isNotFound(error)) return false;
      throw error;
    }
  }

  async answer(channelId: string): Promise<void> {
    await this.call('channels', 'answer', { channelId });
  }

  /** Nothing happens when the channel has gone already. */
  async hangUp(channelId: string, reason: HangUpReason = 'normal'): Promise<void> {
    await this.end('channels', 'hangup', { channelId, reason });
  }

  /** Tells the caller of an unanswered channel that it rings. */
  async ring(channelId: string): Promise<void> {
    await this.call('channels', 'ring', { channelId });
  }

  /** Presses keys, each for `keyMs` with `gapMs` behind it; they are sent after this has settled. */
  async sendDtmf(channelId: string, dtmf: string, keyMs: number, gapMs: number): Promise<void> {
    await this.call('channels', 'sendDTMF', { channelId, dtmf, duration: keyMs, between: gapMs, before: 0, after: 0 });
  }

  /**
   * Plays `sound:…` media back to back; PlaybackFinished tells the end.
   * @param offsetMs skipped at the beginning of the first one
   */
  async play(channelId: string, playbackId: string, media: readonly string[], offsetMs = 0): Promise<void> {
    const offset = offsetMs > 0 ? { offsetms: Math.round(offsetMs) } : {};
    await this.call('channels', 'playWithId', { channelId, playbackId, media: media.join(','), ...offset });
  }

  async stopPlayback(playbackId: string): Promise<void> {
    await this.end('playbacks', 'stop', { playbackId });
  }

  async listChannels(): Promise<AriChannel[]> {
    return this.read(z.array(channelSchema), 'channels', 'list');
  }

  async setVariable(channelId: string, variable: string, value: string): Promise<void> {
    await this.call('channels', 'setChannelVar', { channelId, variable, value });
  }

  /** @throws MinibotError MB_ARI_REFUSED when the variable is not set */
  async getVariable(channelId: string, variable: string): Promise<string> {
    const schema = z.object({ value: z.string() });
    return (await this.read(schema, 'channels', 'getChannelVar', { channelId, variable })).value;
  }

  /** Empty when there is no such variable. */
  async getGlobalVariable(variable: string): Promise<string> {
    const schema = z.object({ value: z.string() });
    return (await this.read(schema, 'asterisk', 'getGlobalVar', { variable })).value;
  }

  /** Out of our application, into the dialplan: extension `s`, priority 1. Whether the context exists is not checked. */
  async continueInDialplan(channelId: string, context: string): Promise<void> {
    await this.call('channels', 'continueInDialplan', { channelId, context, extension: 's', priority: 1 });
  }

  /** `mixing` bridges of two channels pass frames straight on, without mixing, when the formats agree. */
  async createBridge(bridgeId: string, type = 'mixing'): Promise<void> {
    await this.call('bridges', 'createWithId', { bridgeId, type });
  }

  async addToBridge(bridgeId: string, channelIds: readonly string[]): Promise<void> {
    await this.call('bridges', 'addChannel', { bridgeId, channel: channelIds.join(',') });
  }

  async listBridges(): Promise<AriBridge[]> {
    return this.read(z.array(bridgeSchema), 'bridges', 'list');
  }

  async destroyBridge(bridgeId: string): Promise<void> {
    await this.end('bridges', 'destroy', { bridgeId });
  }

  /** A channel that hears what comes `in` from the other; nothing is spoken into it. */
  async snoop(channelId: string, snoopId: string, spy: 'in' | 'out' | 'both' = 'in'): Promise<void> {
    await this.call('channels', 'snoopChannelWithId', { channelId, snoopId, spy, whisper: 'none', app: this.app });
  }

  /** @returns the channel's variables, MEDIA_WEBSOCKET_CONNECTION_ID or UNICASTRTP_LOCAL_ADDRESS and …_PORT among them */
  async externalMedia(request: ExternalMediaRequest): Promise<Readonly<Record<string, string>>> {
    const answer = await this.read(externalMediaSchema, 'channels', 'externalMedia', {
      app: this.app,
      channelId: request.channelId,
      external_host: request.externalHost,
      format: request.format,
      transport: request.transport,
      encapsulation: request.encapsulation,
      connection_type: request.externalHost === 'INCOMING' ? 'server' : 'client',
      direction: 'both',
    });
    return answer.channelvars ?? {};
  }

  async listEndpoints(): Promise<AriEndpoint[]> {
    return this.read(z.array(endpointSchema), 'endpoints', 'list');
  }

  /** `chan_pjsip.so` → `Running`. */
  async listModules(): Promise<ReadonlyMap<string, string>> {
    const modules = await this.read(z.array(moduleSchema), 'asterisk', 'listModules');
    return new Map(modules.map(({ name, status }) => [name, status]));
  }

  async asteriskInfo(): Promise<{ version: string; entityId: string | undefined; startedAt: string | undefined }> {
    const info = await this.read(infoSchema, 'asterisk', 'getInfo');
    return { version: info.system.version, entityId: info.system.entity_id, startedAt: info.status?.startup_time };
  }
}
