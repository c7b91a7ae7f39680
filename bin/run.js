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
const { main } = await import('../dist/cli/main.js');
await main(import.meta.url);
