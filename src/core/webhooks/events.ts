/** What other systems can be told of. The triggers of the migration `http_api` write these names. */
export const webhookEvents = ['call.ended', 'lead.created', 'contact.suppressed', 'campaign.changed'] as const;
export type WebhookEvent = (typeof webhookEvents)[number];
