import { numberArgument } from '../../cli/number-argument.ts';
import { BaseCommand } from '../../cli/base-command.ts';
import { withDatabase } from '../../cli/with-database.ts';
import { MinibotError } from '../../core/errors.ts';
import { revokeToken } from '../../store/api-tokens.ts';

export default class TokenRevoke extends BaseCommand {
  static override summary = 'Take a token of the HTTP API away, at once and for good.';
  static override examples = ['<%= config.bin %> <%= command.id %> 3'];
  static override enableJsonFlag = true;
  static override args = { id: numberArgument({ required: true, description: 'number of the token' }) };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(TokenRevoke);
    const { config } = this.loadConfig(flags.config);
    const known = await withDatabase(config, (sql) => revokeToken(sql, args.id));
    if (!known) {
      throw new MinibotError('MB_TOKEN_UNKNOWN', `There is no token ${args.id}.`, {
        hint: 'minibot token list shows those there are.',
        exit: 'usage',
      });
    }
    this.log(`Token ${args.id} is revoked.`);
    return { id: args.id, revoked: true };
  }
}
