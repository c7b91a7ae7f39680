/** A call that this daemon owns: its row is written, its channel id is chosen, nothing has been dialled yet. */
import type { CallDialing } from './settings.ts';

export interface ClaimedCall {
  /** Also the id of the Asterisk channel, `mb-<uuid>`: the key that makes the originate idempotent. */
  readonly callId: string;
  /** Every write about the call carries it; no row updated means that somebody else owns the call now. */
  readonly fence: number;
  readonly queueId: number;
  readonly campaignId: number;
  readonly contactId: number;
  /** E.164. */
  readonly phone: string;
  /** Name of a trunk of the configuration. */
  readonly trunk: string;
  /** 1 for the first attempt of this queue row. */
  readonly attempt: number;
  /** `source` is absent when the campaign was made without a stored version: load the scenario by its name. */
  readonly scenario: { readonly name: string; readonly versionId?: number; readonly source?: string };
  readonly contact: {
    readonly firstName?: string;
    readonly lastName?: string;
    readonly email?: string;
    readonly postcode?: string;
    readonly extra: Readonly<Record<string, unknown>>;
  };
  readonly dialing: CallDialing;
}

const channelPattern = /^(mb-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:[-.;].*)?$/;

/** The call that a channel belongs to (the call's own channel, its `;2` half, its `-snoop`, `-media` …), or undefined for a foreign channel. */
export function callIdOfChannel(channelId: string): string | undefined {
  return channelPattern.exec(channelId)?.[1];
}
