/** How the parts are that a call needs. */
import type { SpeechStats } from '../speech/stats.ts';
import type { ApiParts } from './parts.ts';

export const partStates = ['ok', 'degraded', 'down'] as const;
type PartState = (typeof partStates)[number];

interface Part {
  readonly state: PartState;
  readonly detail: string;
}

export interface Health {
  /** The worst of its parts. */
  readonly status: PartState;
  readonly database: Part;
  readonly asterisk: Part;
  readonly speech: Part;
}

export async function readHealth({ sql, asteriskConnected, speech }: ApiParts): Promise<Health> {
  const parts = {
    database: await databaseState(sql),
    asterisk: asteriskConnected()
      ? ({ state: 'ok', detail: 'connected' } as const)
      : ({ state: 'down', detail: 'not connected; minibot tries again by itself' } as const),
    speech: speechState(speech()),
  };
  const states = Object.values(parts).map(({ state }) => state);
  const status = states.includes('down') ? 'down' : states.includes('degraded') ? 'degraded' : 'ok';
  return { status, ...parts };
}

async function databaseState(sql: ApiParts['sql']): Promise<Part> {
  try {
    await sql`select 1`;
    return { state: 'ok', detail: 'answers' };
  } catch {
    return { state: 'down', detail: 'does not answer; minibot tries again by itself' };
  }
}

function speechState({ workers, engine, queued }: SpeechStats): Part {
  const up = workers.filter(({ state }) => state === 'idle' || state === 'busy').length;
  const detail = `${engine ?? 'no engine'}: ${up} of ${workers.length} recogniser(s) up, ${queued} utterance(s) wait`;
  if (up === 0) return { state: 'down', detail };
  return { state: up < workers.length ? 'degraded' : 'ok', detail };
}
