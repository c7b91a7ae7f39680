import { Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.ts';
import { expiryTime } from '../../cli/since.ts';
import { withDatabase } from '../../cli/with-database.ts';
import { createToken, tokenScopes } from '../../store/api-tokens.ts';

export default class TokenCreate extends BaseCommand {
  static override summary = 'Let somebody use the HTTP API: prints a token, once.';
  static override description = `read: look at calls, campaigns and figures. operate: also launch, pause, resume and stop. admin: also webhooks that failed.
Only a hash is kept: who loses the token needs another.`;
  static override examples = [
    '<%= config.bin %> <%= command.id %> --name crm --scope operate --expires 90d',
    '<%= config.bin %> <%= command.id %> --name prometheus',
  ];
  static override enableJsonFlag = true;
  static override flags = {
    name: Flags.string({ required: true, description: 'who will use it' }),
    scope: Flags.option({ options: tokenScopes, default: 'read', description: 'what it may do' })(),
    expires: Flags.string({ description: 'after a time span (12h, 90d) or on a date; without it never' }),
  };

  async run(): Promise<unknown> {
    const { flags } = await this.parse(TokenCreate);
    const { config } = this.loadConfig(flags.config);
    const expiresAt = expiryTime(flags.expires, Date.now());
    const { name, scope } = flags;
    const { id, token } = await withDatabase(config, (sql) => createToken(sql, { name, scope, expiresAt }));
    this.log(token);
    this.say(`Token ${id} (${scope}) for ${name}. It is not shown again.`);
    return { id, name, scope, expires_at: expiresAt?.toISOString() ?? null, token };
  }
}
