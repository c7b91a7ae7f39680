/** Errors that a user can act on: what happened, why, what to do next. Only a bug shows a stack. */

/** Documented exit codes (docs/exit-codes.md). */
export const exitCodes = {
  ok: 0,
  failure: 1,
  usage: 2,
  configuration: 3,
  daemonUnreachable: 4,
  database: 5,
  asterisk: 6,
  refusedByRules: 7,
  partlyDone: 8,
  tryAgain: 75,
  interrupted: 130,
} as const;
export type ExitReason = keyof typeof exitCodes;

export class MinibotError extends Error {
  override readonly name = 'MinibotError';
  /** Stable, `MB_ARI_UNREACHABLE`. */
  readonly code: `MB_${string}`;
  readonly hint: string | undefined;
  readonly exit: ExitReason;

  constructor(
    code: `MB_${string}`,
    message: string,
    options: { hint?: string | undefined; cause?: unknown; exit?: ExitReason } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
    this.exit = options.exit ?? 'failure';
  }
}
