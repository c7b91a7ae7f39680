import { MinibotError } from '../errors.ts';

export function unknownWebhook(id: number): MinibotError {
  return new MinibotError('MB_WEBHOOK_UNKNOWN', `There is no webhook ${id}.`, {
    hint: 'minibot webhook list shows those there are.',
    exit: 'usage',
  });
}
