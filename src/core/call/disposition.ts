/** The final result of a call and what follows from it: one per call, derived from every signal in one place. */

export const dispositions = [
  'lead',
  'not_interested',
  'opt_out',
  'callback',
  'human_request',
  'wrong_person',
  'completed',
  'no_input',
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
