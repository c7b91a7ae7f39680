/** What an export holds, under stable keys: the same in CSV, JSON and NDJSON. */
import type { CallRow } from '../../core/call/call-view.ts';
import type { TranscriptRow } from '../../store/call-views.ts';
import type { ContactRow } from '../../store/contact-views.ts';
import type { CsvCell } from '../csv.ts';

export interface ExportKind<Row> {
  readonly columns: readonly string[];
  /** In the order of `columns`. */
  readonly cells: (row: Row) => readonly CsvCell[];
  /** For JSON. */
  readonly record: (row: Row) => object;
}

function kind<Row>(names: string): ExportKind<Row> {
  const columns = names.split(/\s+/) as (keyof Row & string)[];
  return {
    columns,
    cells: (row) => columns.map((column) => cellOf(row[column])),
    record: (row) => Object.fromEntries(columns.map((column) => [column, row[column]])),
  };
}

function cellOf(value: unknown): CsvCell {
  if (value === null || value === undefined || value instanceof Date) return value;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return JSON.stringify(value);
}

export const contactRecords = kind<ContactRow>(
  'id phone first_name last_name email postcode status attempts last_attempt invalid suppressed source created_at extra',
);
export const callRecords = kind<CallRow>(
  'call_id campaign_id contact_id phone_number first_name last_name trunk scenario attempt status disposition why end_step ' +
    'answered_by sip_code hangup_cause dial_status hung_up_by final_sentiment is_interested callback_at started_at answered_at ' +
    'ended_at duration recording_path transcript_path',
);
export const transcriptRecords = kind<TranscriptRow>(
  'call_id campaign_id phone_number disposition started_at question_number step question_played transcription sentiment intent ' +
    'confidence heard_confidence barged_in played_ms speech_start_ms speech_end_ms response_gap_ms',
);
