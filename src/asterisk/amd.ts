/** Asterisk's AMD() beside a call: a channel that listens in goes through the dialplan and comes back with the verdict. */
import { readAmdHint, type AmdHint } from '../core/call/amd-hint.ts';
import type { Config } from '../core/config/schema.ts';
import type { AriConnection } from './ari-connection.ts';
import type { AriOperations } from './ari-operations.ts';
import { helperId } from './media-stream.ts';

const amdContext = 'minibot-amd';
export const amdModule = 'app_amd.so';
/** Set where the context is, in extensions.conf: ARI cannot ask for a context. */
const contextVariable = 'MINIBOT_AMD_CONTEXT';

/** Beyond the analysis: the channel's way in and out. Asterisk's own limit (30 s, extensions.conf) holds when we are gone. */
const graceMs = 3_000;

/** What Asterisk lacks for a hint, in words; undefined when nothing does. */
export async function missingForAmd(
  ari: Pick<AriOperations, 'getGlobalVariable'>,
  moduleRuns: boolean,
): Promise<string | undefined> {
  if (!moduleRuns) return `${amdModule} is not running`;
  return (await ari.getGlobalVariable(contextVariable)) === '' ? `the dialplan has no [${amdContext}]` : undefined;
}

/** AMD()'s arguments, in the order of its documentation. */
export function amdArguments(own: Config['answerDetection']['amd']): string {
  return [
    own.initialSilenceMs,
    own.greetingMs,
    own.afterGreetingSilenceMs,
    own.totalAnalysisMs,
    own.minWordMs,
    own.betweenWordsMs,
    own.maxWords,
    own.silenceThreshold,
    own.maxWordMs,
  ].join(',');
}

export interface AmdRequest {
  readonly ari: Pick<AriConnection, 'snoop' | 'setVariable' | 'continueInDialplan' | 'hangUp' | 'onEvent'>;
  /** The call, answered. */
  readonly channelId: string;
  /** The application that the verdict comes back to: that of `ari`. */
  readonly app: string;
  readonly parameters: Config['answerDetection']['amd'];
  /** The call is over. */
  readonly signal: AbortSignal;
}

/**
 * Whatever happens, the extra channel is hung up before this settles.
 * @returns undefined when the call ended first, or nothing came in time (the analysis and 3 s)
 * @throws MinibotError those of AriConnection
 */
export async function askAmd(request: AmdRequest): Promise<AmdHint | undefined> {
  const { ari, channelId, app, parameters, signal } = request;
  if (signal.aborted) return undefined;
  const id = helperId(channelId, 'amd');
  const entered = Promise.withResolvers<'entered'>();
  const verdict = Promise.withResolvers<AmdHint | undefined>();
  const over = Promise.withResolvers<undefined>();
  const end = () => over.resolve(undefined);
  const forget = ari.onEvent((event) => {
    if (event.type !== 'StasisStart' || event.channelId !== id) return;
    const [mark, status, cause] = event.args;
    if (mark === undefined) entered.resolve('entered');
    else if (mark === 'amd') verdict.resolve(readAmdHint(status, cause));
  });
  const deadline = setTimeout(end, parameters.totalAnalysisMs + graceMs);
  signal.addEventListener('abort', end, { once: true });
  try {
    await ari.snoop(channelId, id);
    if ((await Promise.race([entered.promise, over.promise])) === undefined) return undefined;
    await Promise.all([
      ari.setVariable(id, 'MINIBOT_APP', app),
      ari.setVariable(id, 'MINIBOT_AMD_PARAMETERS', amdArguments(parameters)),
    ]);
    await ari.continueInDialplan(id, amdContext);
    return await Promise.race([verdict.promise, over.promise]);
  } finally {
    clearTimeout(deadline);
    signal.removeEventListener('abort', end);
    forget();
    await ari.hangUp(id);
  }
}
