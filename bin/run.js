#!/usr/bin/env node
// Plain old syntax up to the check, so that an old Node can still say what it needs.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `minibot needs Node.js 22.18 or newer; this is ${process.versions.node} (${process.execPath}).\n` +
      'Install a newer Node.js, or run it through npm, which brings its own: npx --no-install minibot …\n',
  );
  process.exit(3);
}
const { quickAnswer } = await import('../dist/cli/quick-answer.js');
const at = (path) => decodeURIComponent(new URL(path, import.meta.url).pathname);
const answer = quickAnswer({
  argv: process.argv.slice(2),
  env: process.env,
  columns: process.stdout.isTTY ? process.stdout.columns : undefined,
  files: { package: at('../package.json'), help: at('../dist/cli/help.json') },
});
if (answer === undefined) {
  if (process.argv[2] === 'daemon') (await import('../dist/cli/small-heap.js')).restartWithSmallHeap();
  const { cacheCompiledCode } = await import('../dist/cli/compile-cache.js');
  cacheCompiledCode();
  const { main } = await import('../dist/cli/main.js');
  await main(import.meta.url);
} else {
  // A reader that has seen enough (`| head`) is no error.
  process.stdout.on('error', () => process.exit());
  process.stdout.write(answer);
}
