import { SingleBar } from 'cli-progress';

/** A bar on standard error; nothing where that is no terminal. */
export function progressBar(unit: string): { update: (done: number, total: number) => void; stop: () => void } {
  if (!process.stderr.isTTY) return { update: () => {}, stop: () => {} };
  const bar = new SingleBar({ format: `{bar} {value}/{total} ${unit}`, hideCursor: true, stream: process.stderr });
  let running = false;
  return {
    update: (done, total) => {
      if (!running) bar.start(total, done);
      running = true;
      bar.update(done);
    },
    stop: () => {
      if (running) bar.stop();
      running = false;
    },
  };
}
