/** The final result of a call and what follows from it: one per call, derived from every signal in one place. */

/** What a scenario may end with. */
export const scenarioDispositions = [
  'lead',
  'not_interested',
  'opt_out',
  'callback',
  'human_request',
  'wrong_person',
  'completed',
  'no_input',
] as const;

/** The rest are the network's and the machines'. */
export const dispositions = [
  ...scenarioDispositions,
  'hung_up',
  'voicemail',
  'screening',
  'ivr',
  'unavailable',
  'busy',
  'no_answer',
  'rejected',
  'congestion',
  'invalid_number',
  'technical',
] as const;
export type Disposition = (typeof dispositions)[number];

export const contactStatuses = ['New', 'Queued', 'Leads', 'Not_interested', 'No_answer'] as const;
export type ContactStatus = (typeof contactStatuses)[number];
