import ipaddr from 'ipaddr.js';
import type { Config } from '../config/schema.ts';
import { MinibotError } from '../errors.ts';
import { isPublicAddress } from './public-address.ts';

export type WebhookRules = Pick<Config['webhooks'], 'allowHttp' | 'allowPrivateAddresses'>;

/** What is wrong with an address to send to, before anything is resolved; undefined: nothing. */
export function webhookUrlProblem(text: string, rules: WebhookRules): string | undefined {
  const url = URL.parse(text);
  if (url === null) return 'is not a URL';
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'is not an https address';
  if (url.protocol === 'http:' && !rules.allowHttp) return 'is not encrypted (webhooks.allowHttp)';
  if (url.username !== '' || url.password !== '') return 'holds a user or a password';
  const host = url.hostname.replaceAll(/^\[|\]$/g, '');
  const isPrivate = ipaddr.isValid(host) && !isPublicAddress(host);
  if (isPrivate && !rules.allowPrivateAddresses)
    return 'is not on the public internet (webhooks.allowPrivateAddresses)';
  return undefined;
}

/** @throws MinibotError MB_WEBHOOK_URL */
export function requireWebhookUrl(text: string, rules: WebhookRules): string {
  const wrong = webhookUrlProblem(text, rules);
  if (wrong === undefined) return new URL(text).href;
  throw new MinibotError('MB_WEBHOOK_URL', `This address ${wrong}.`, {
    hint: 'Such as https://crm.example.com/hooks/minibot.',
    exit: 'usage',
  });
}
