/** What a person decides at set-up; everything else has a default. */
import type { TrunkConfig } from '../../core/config/schema.ts';

export type TrunkAnswers = Partial<Omit<TrunkConfig, 'name'>> & { readonly name: string };

export interface InitAnswers {
  readonly country?: string | undefined;
  readonly databaseUrl?: string | undefined;
  readonly asteriskConfigDir?: string | undefined;
  readonly externalAddress?: string | undefined;
  readonly localNets?: readonly string[] | undefined;
  /** Undefined: the trunks of the file stay as they are. */
  readonly trunk?: TrunkAnswers | undefined;
}
