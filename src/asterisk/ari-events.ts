/** What Asterisk tells us, checked at the border. Fields that nobody reads are dropped. */
import { z } from 'zod';

export const channelSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    state: z.string(),
    creationtime: z.string().optional(),
    caller: z.object({ number: z.string() }).partial().optional(),
    dialplan: z.object({ app_name: z.string(), app_data: z.string() }).partial().optional(),
  })
  .transform((channel) => ({
    id: channel.id,
    name: channel.name,
    /** Down, Reserved, OffHook, Dialing, Ring, Ringing, Up, Busy … */
    state: channel.state,
    createdAt: channel.creationtime,
    /** What the channel is executing: `Stasis`, `Dial` …, and with which arguments. */
    application: channel.dialplan?.app_name,
    applicationData: channel.dialplan?.app_data,
  }));
export type AriChannel = z.output<typeof channelSchema>;

const playbackSchema = z.object({
  id: z.string(),
  media_uri: z.string(),
  target_uri: z.string(),
  state: z.string(),
});

/** Asterisk's clock, ISO 8601 with zone. */
const timestamp = z.string().optional();
const cause = z.number().int().optional();

/** `channel:1700000000.1` → the id. */
function targetChannel(uri: string): string | undefined {
  return uri.startsWith('channel:') ? uri.slice('channel:'.length) : undefined;
}

const onChannel = <T extends string>(type: T) =>
  z
    .object({ type: z.literal(type), timestamp, channel: channelSchema })
    .transform(({ type: name, timestamp: at, channel }) => ({ type: name, at, channelId: channel.id, channel }));

const onPlayback = <T extends string>(type: T) =>
  z
    .object({ type: z.literal(type), timestamp, playback: playbackSchema })
    .transform(({ type: name, timestamp: at, playback }) => ({
      type: name,
      at,
      channelId: targetChannel(playback.target_uri),
      playbackId: playback.id,
      mediaUri: playback.media_uri,
      /** queued, playing, continuing, done, failed */
      state: playback.state,
    }));

const onBridge = <T extends string>(type: T) =>
  z
    .object({ type: z.literal(type), timestamp, bridge: z.object({ id: z.string() }), channel: channelSchema })
    .transform((event) => ({
      type: event.type,
      at: event.timestamp,
      channelId: event.channel.id,
      bridgeId: event.bridge.id,
    }));

const ended = <T extends string>(type: T) =>
  z
    .object({
      type: z.literal(type),
      timestamp,
      channel: channelSchema,
      cause,
      cause_txt: z.string().optional(),
      tech_cause: cause,
      soft: z.boolean().optional(),
    })
    .transform((event) => ({
      type: event.type,
      at: event.timestamp,
      channelId: event.channel.id,
      channel: event.channel,
      /** Q.850. */
      cause: event.cause,
      causeText: event.cause_txt,
      /** SIP status, since Asterisk 20.17 and 22.7. */
      techCause: event.tech_cause,
    }));

const eventSchemas = {
  StasisStart: z
    .object({
      type: z.literal('StasisStart'),
      timestamp,
      channel: channelSchema,
      args: z.array(z.string()).default([]),
    })
    .transform((event) => ({
      type: event.type,
      at: event.timestamp,
      channelId: event.channel.id,
      channel: event.channel,
      args: event.args,
    })),
  StasisEnd: onChannel('StasisEnd'),
  ChannelCreated: onChannel('ChannelCreated'),
  ChannelStateChange: onChannel('ChannelStateChange'),
  ChannelHangupRequest: ended('ChannelHangupRequest'),
  ChannelDestroyed: ended('ChannelDestroyed'),
  ChannelDtmfReceived: z
    .object({
      type: z.literal('ChannelDtmfReceived'),
      timestamp,
      channel: channelSchema,
      digit: z.string(),
      duration_ms: z.number().optional(),
    })
    .transform((event) => ({
      type: event.type,
      at: event.timestamp,
      channelId: event.channel.id,
      digit: event.digit,
      durationMs: event.duration_ms,
    })),
  Dial: z
    .object({
      type: z.literal('Dial'),
      timestamp,
      peer: channelSchema,
      dialstatus: z.string().default(''),
    })
    .transform((event) => ({
      type: event.type,
      at: event.timestamp,
      channelId: event.peer.id,
      /** Empty (begun), RINGING, PROGRESS, ANSWER, BUSY, NOANSWER, CONGESTION, CHANUNAVAIL, CANCEL. */
      dialStatus: event.dialstatus,
    })),
  PlaybackStarted: onPlayback('PlaybackStarted'),
  PlaybackContinuing: onPlayback('PlaybackContinuing'),
  PlaybackFinished: onPlayback('PlaybackFinished'),
  ChannelEnteredBridge: onBridge('ChannelEnteredBridge'),
  ChannelLeftBridge: onBridge('ChannelLeftBridge'),
  ApplicationReplaced: z
    .object({ type: z.literal('ApplicationReplaced'), timestamp, application: z.string() })
    .transform((event) => ({
      type: event.type,
      at: event.timestamp,
      channelId: undefined,
      application: event.application,
    })),
} as const;

type EventSchemas = typeof eventSchemas;
export type AriEvent = { [K in keyof EventSchemas]: z.output<EventSchemas[K]> }[keyof EventSchemas];

export type ReadEvent =
  | { readonly kind: 'event'; readonly event: AriEvent }
  /** A type that minibot has no use for. */
  | { readonly kind: 'ignored'; readonly type: string }
  | { readonly kind: 'invalid'; readonly type: string; readonly problem: string };

function known(type: string): type is keyof EventSchemas {
  return Object.hasOwn(eventSchemas, type);
}

/** Never throws: a message that is not understood must not cost the connection. */
export function readEvent(message: string): ReadEvent {
  let raw: unknown;
  try {
    raw = JSON.parse(message);
  } catch {
    return { kind: 'invalid', type: '', problem: 'not JSON' };
  }
  const head = z.object({ type: z.string() }).safeParse(raw);
  if (!head.success) return { kind: 'invalid', type: '', problem: 'no type' };
  const { type } = head.data;
  if (!known(type)) return { kind: 'ignored', type };
  const parsed = eventSchemas[type].safeParse(raw);
  if (parsed.success) return { kind: 'event', event: parsed.data };
  // Paths and rules only: the values may be a person's number.
  const problem = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`).join(', ');
  return { kind: 'invalid', type, problem };
}
