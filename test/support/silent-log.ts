import type { Log } from '../../src/core/log.ts';

const ignore = () => {};

/** For what a test does not look at. */
export const silentLog: Log = { debug: ignore, info: ignore, warn: ignore, error: ignore, child: () => silentLog };
