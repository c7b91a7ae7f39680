/** A titled check, and the run of many: all of them, whatever fails, each with its deadline. */
import { MinibotError, type ExitReason } from '../../core/errors.ts';

export type Finding =
  | { readonly status: 'ok'; readonly detail: string }
  | { readonly status: 'warning'; readonly detail: string; readonly mend: string }
  | { readonly status: 'failure'; readonly detail: string; readonly mend: string; readonly exit: ExitReason }
  /** Says nothing of its own because another check has failed. */
  | { readonly status: 'skipped'; readonly detail: string };

export interface Check {
  readonly title: string;
  readonly deadlineMs: number;
  run(): Promise<Finding>;
}

export type CheckResult = Finding & { readonly title: string; readonly ms: number };

export const ok = (detail: string): Finding => ({ status: 'ok', detail });
export const warning = (detail: string, mend: string): Finding => ({ status: 'warning', detail, mend });
export const failure = (detail: string, mend: string, exit: ExitReason): Finding => ({
  status: 'failure',
  detail,
  mend,
  exit,
});
export const skipped = (detail: string): Finding => ({ status: 'skipped', detail });

function findingOf(error: unknown): Finding {
  if (error instanceof MinibotError) return failure(error.message, error.hint ?? 'See the message.', error.exit);
  return failure(
    error instanceof Error ? error.message : String(error),
    'This should not happen: please report it.',
    'failure',
  );
}

async function runOne(check: Check): Promise<Finding> {
  const { promise, resolve } = Promise.withResolvers<Finding>();
  const timer = setTimeout(
    () => resolve(failure(`no result within ${check.deadlineMs} ms`, 'See what hangs, and try again.', 'failure')),
    check.deadlineMs,
  );
  try {
    return await Promise.race([check.run(), promise]);
  } catch (error) {
    return findingOf(error);
  } finally {
    clearTimeout(timer);
  }
}

/** One after the other, since the speed of one is measured; `onResult` hears each as it comes. */
export async function runChecks(
  checks: readonly Check[],
  onResult: (result: CheckResult) => void,
): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  for (const check of checks) {
    const startedMs = performance.now();
    const finding = await runOne(check);
    const result = { title: check.title, ms: Math.round(performance.now() - startedMs), ...finding };
    results.push(result);
    onResult(result);
  }
  return results;
}

/** The first failure decides: what comes first is what the rest stands on. */
export function exitOf(results: readonly CheckResult[]): ExitReason {
  return results.find((result) => result.status === 'failure')?.exit ?? 'ok';
}
