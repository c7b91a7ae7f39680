/** The systemd unit of a daemon. */

export interface ServiceOptions {
  /** Absolute paths. */
  readonly node: string;
  readonly script: string;
  readonly configFile: string;
  /** Folders that the daemon writes: recordings, transcripts, the embedded database. */
  readonly writableFolders: readonly string[];
  /** Absent in a user's own unit. */
  readonly user?: string | undefined;
  /** Seconds that live calls get to end. */
  readonly drainS: number;
}

/** systemd splits at spaces and expands `%` and `$` (systemd.service(5), quoting). */
function quoted(text: string): string {
  return `"${text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', String.raw`\"`)
    .replaceAll('%', '%%')
    .replaceAll('$', '$$$$')}"`;
}

export function serviceUnit(options: ServiceOptions): string {
  const { node, script, configFile, writableFolders, user, drainS } = options;
  const lines = [
    '[Unit]',
    'Description=minibot: dials campaigns and holds their conversations',
    'After=network-online.target postgresql.service asterisk.service',
    'Wants=network-online.target',
    'StartLimitIntervalSec=0',
    '',
    '[Service]',
    'Type=exec',
    `ExecStart=${quoted(node)} ${quoted(script)} daemon --config ${quoted(configFile)}`,
    ...(user === undefined ? [] : [`User=${user}`]),
    'Restart=on-failure',
    'RestartSec=5',
    '# A wrong configuration does not become right by itself.',
    'RestartPreventExitStatus=2 3',
    '# The first SIGTERM lets live calls end.',
    'KillMode=mixed',
    `TimeoutStopSec=${String(drainS + 15)}`,
    'UMask=0077',
    'NoNewPrivileges=yes',
    ...(user === undefined
      ? []
      : [
          'ProtectSystem=strict',
          'PrivateTmp=no',
          ...writableFolders.map((folder) => `ReadWritePaths=-${quoted(folder)}`),
        ]),
    'LimitNOFILE=65536',
    '',
    '[Install]',
    `WantedBy=${user === undefined ? 'default' : 'multi-user'}.target`,
  ];
  return `${lines.join('\n')}\n`;
}
