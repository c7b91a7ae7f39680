import { AriConnection, type AriConnectionOptions } from '../../src/asterisk/ari-connection.ts';
import type { AriEvent } from '../../src/asterisk/ari-events.ts';
import type { RunningAsterisk } from '../../src/asterisk/instance.ts';
import { silentLog } from './silent-log.ts';

/** A connection that notices trouble within a second. */
export function testAri(asterisk: RunningAsterisk, options: Partial<AriConnectionOptions> = {}): AriConnection {
  return new AriConnection({
    ...asterisk.ari,
    app: 'minibot',
    requestTimeoutMs: 2_000,
    pingIntervalMs: 300,
    reconnectMaxMs: 500,
    log: silentLog,
    ...options,
  });
}

/** The next event that `matches`; listen before what causes it. */
export function nextEvent(
  ari: AriConnection,
  what: string,
  matches: (event: AriEvent) => boolean,
  timeoutMs = 10_000,
): Promise<AriEvent> {
  const { promise, resolve, reject } = Promise.withResolvers<AriEvent>();
  const timer = setTimeout(() => reject(new Error(`Waited ${timeoutMs} ms in vain: ${what}`)), timeoutMs);
  const forget = ari.onEvent((event) => {
    if (matches(event)) resolve(event);
  });
  return promise.finally(() => {
    clearTimeout(timer);
    forget();
  });
}

/** Originates and settles when the call is in our application. */
export async function answeredCall(
  ari: AriConnection,
  channelId: string,
  endpoint: string,
  callTimeoutS = 30,
): Promise<void> {
  const answered = nextEvent(
    ari,
    `${endpoint} answers`,
    (event) => event.type === 'StasisStart' && event.channelId === channelId,
  );
  // A failed originate is the better error.
  answered.catch(() => undefined);
  await ari.originate({ channelId, endpoint, timeoutS: 5, callTimeoutS, formats: ['alaw'] });
  await answered;
}
