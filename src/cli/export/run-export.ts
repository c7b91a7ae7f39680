import type { Config } from '../../core/config/schema.ts';
import { streamCalls, streamTranscripts, type CallFilter } from '../../store/call-views.ts';
import { streamContacts, type ContactFilter } from '../../store/contact-views.ts';
import { withDatabase } from '../with-database.ts';
import { callRecords, contactRecords, transcriptRecords, type ExportKind } from './records.ts';
import { exportText, writeExport, type ExportFormat } from './write-export.ts';

export const exportables = ['contacts', 'calls', 'transcripts'] as const;
type Exportable = (typeof exportables)[number];

const batchRows = 1_000;

interface ExportRequest {
  readonly what: Exportable;
  readonly format: ExportFormat;
  readonly file: string | undefined;
  readonly force: boolean;
  readonly rawPhones: boolean;
  readonly contacts: ContactFilter;
  readonly calls: CallFilter;
}

/** @returns rows written */
export async function runExport(config: Config, request: ExportRequest): Promise<number> {
  const { format, rawPhones } = request;
  let rows = 0;
  const write = <Row>(batches: AsyncIterable<readonly Row[]>, kind: ExportKind<Row>): Promise<void> => {
    const onRows = (count: number): void => {
      rows = count;
    };
    return writeExport(exportText(batches, kind, format, { rawPhones, onRows }), request);
  };
  await withDatabase(config, async (sql) => {
    switch (request.what) {
      case 'contacts':
        return write(streamContacts(sql, request.contacts, batchRows), contactRecords);
      case 'calls':
        return write(streamCalls(sql, request.calls, batchRows), callRecords);
      case 'transcripts':
        return write(streamTranscripts(sql, request.calls, batchRows), transcriptRecords);
    }
  });
  return rows;
}
