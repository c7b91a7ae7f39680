/** Import rules of the architecture: what may import what. See docs/architecture.md. */
const only = (name, from, allowed, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: { path: '^(src|bin)/', pathNot: allowed },
});
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'core-is-pure',
      severity: 'error',
      comment: 'The core takes time and ids as arguments and does no I/O.',
      from: { path: '^src/core' },
      to: { dependencyTypes: ['core'] },
    },
    only('core-imports-core', '^src/core', ['^src/core']),
    only('store-imports-core', '^src/store', ['^src/(core|store)']),
    only('asterisk-imports', '^src/asterisk', ['^src/(core|asterisk)']),
    only('daemon-imports', '^src/daemon', ['^src/(core|store|asterisk|daemon)']),
    only('lab-imports', '^src/lab', ['^src/(core|store|asterisk|lab)']),
    only('dashboard-imports', '^src/dashboard', ['^src/(core|store|dashboard)']),
    only('cli-imports', '^src/cli', ['^src/(core|store|asterisk|cli)']),
    {
      name: 'postgres-in-store',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/store' },
      to: { path: 'node_modules/postgres/' },
    },
    {
      name: 'heavy-parts-by-dynamic-import',
      severity: 'error',
      comment: 'Commands start fast: daemon, dashboard and lab are loaded when run.',
      from: { path: '^src/commands' },
      to: { path: '^src/(asterisk|daemon|dashboard|lab)', dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    { name: 'no-test-in-src', severity: 'error', from: { path: '^src' }, to: { path: '^(test|bench)' } },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
