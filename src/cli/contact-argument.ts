import type { Config } from '../core/config/schema.ts';
import { MinibotError } from '../core/errors.ts';
import { findContact, type ContactRow } from '../store/contact-views.ts';
import type { Queryable } from '../store/database.ts';
import { requirePhone } from '../core/contact/require-phone.ts';

/** @param text the number of a contact in our list (`17`), or a phone number. @throws MinibotError MB_CONTACT_UNKNOWN, MB_PHONE */
export async function requireContact(sql: Queryable, config: Config, text: string): Promise<ContactRow> {
  const key = /^[1-9]\d{0,8}$/.test(text) ? { id: Number(text) } : { phone: requirePhone(config, text) };
  const contact = await findContact(sql, key);
  if (contact !== undefined) return contact;
  throw new MinibotError('MB_CONTACT_UNKNOWN', `There is no contact ${text}.`, {
    hint: 'minibot contacts list --search NAME finds people.',
    exit: 'usage',
  });
}
