import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.ts';
import { terminalLog } from '../cli/terminal-log.ts';
import { withDatabase } from '../cli/with-database.ts';

export default class Dashboard extends BaseCommand {
  static override summary = 'Watch campaigns and calls live; pause and resume campaigns.';
  static override description = `Reads PostgreSQL only: runs wherever the database is reached, several at once, and closing it touches nothing.
Keys: arrows or hjkl, Tab, / filter, Enter open, c contact, Esc back, p pause, r resume, ? help, q quit. Without a terminal, or with --once, prints one frame.`;
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    'DATABASE_URL=postgres://… <%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --once --columns 160 --rows 50',
  ];
  static override flags = {
    once: Flags.boolean({ default: false, description: 'print one frame as text and end' }),
    columns: Flags.integer({ min: 40, max: 500, description: 'of the frame; the terminal’s, else 120' }),
    rows: Flags.integer({ min: 10, max: 300, description: 'of the frame; the terminal’s, else 40' }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Dashboard);
    const { config } = this.loadConfig(flags.config);
    const { dashboardFrame, runDashboard } = await import('../dashboard/main.ts');
    await withDatabase(config, async (sql) => {
      const interactive = process.stdout.isTTY && process.stdin.isTTY && !flags.once;
      if (interactive) {
        // Log lines would run through the picture.
        await runDashboard({ sql, config, log: terminalLog('error') });
        return;
      }
      const size = {
        columns: flags.columns ?? process.stdout.columns ?? 120,
        rows: flags.rows ?? process.stdout.rows ?? 40,
      };
      this.log(await dashboardFrame({ sql, config }, size));
    });
  }
}
