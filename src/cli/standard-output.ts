/**
 * Writes data and waits until it is taken. A reader that has seen enough (`| head`) is no error: commands that change something go on to
 * their end unheard, those that only tell stop, and either ends with the code that it would have had, 0 for a reader. Like a Unix tool, but
 * without its death by SIGPIPE, which `set -o pipefail` would take for a failure.
 * @returns false: the reader is gone, nothing written from now on is read
 */
export function writeOut(text: string): Promise<boolean> {
  return new Promise((resolve) => {
    // Whatever else goes wrong (a full disk) is thrown by the stream's own listener.
    process.stdout.write(text, (error) => resolve(error === null || error === undefined));
  });
}
