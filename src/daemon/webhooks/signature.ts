import { createHmac } from 'node:crypto';

/** By Standard Webhooks: HMAC-SHA256 over id, time and body with the bytes behind `whsec_`. @param timestampS epoch seconds */
export function signature(secret: string, id: string, timestampS: number, body: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestampS}.${body}`).digest('base64')}`;
}
