#!/usr/bin/env node
// Runs the TypeScript sources directly (Node strips the types); for development.
const { main } = await import('../src/cli/main.ts');
await main(import.meta.url, { development: true });
