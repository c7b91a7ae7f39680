import { BaseCommand } from '../../cli/base-command.ts';
import { table } from '../../cli/table.ts';
import { withDatabase } from '../../cli/with-database.ts';
import { listTokens } from '../../store/api-tokens.ts';

export default class TokenList extends BaseCommand {
  static override summary = 'List the tokens of the HTTP API, newest first.';
  static override examples = ['<%= config.bin %> <%= command.id %>', '<%= config.bin %> <%= command.id %> --json'];
  static override enableJsonFlag = true;

  async run(): Promise<unknown> {
    const { flags } = await this.parse(TokenList);
    const { config } = this.loadConfig(flags.config);
    const tokens = await withDatabase(config, listTokens);
    if (tokens.length === 0) this.say('There is no token yet: minibot token create --name NAME.');
    else {
      const rows = tokens.map((token) => [
        token.id,
        token.name,
        token.scope,
        token.state,
        token.created_at.toISOString(),
        token.expires_at?.toISOString() ?? 'never',
        token.last_used_at?.toISOString() ?? 'never',
      ]);
      this.log(table(['id', 'name', 'scope', 'state', 'created', 'expires', 'last used'], rows));
    }
    return { tokens };
  }
}
