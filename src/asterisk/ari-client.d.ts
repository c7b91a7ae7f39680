/** The part of ari-client 2.2.0 that is used; the package has no types. Answers are checked with zod where they arrive. */
declare module 'ari-client' {
  type Operation = (parameters: Readonly<Record<string, unknown>>) => PromiseLike<unknown>;
  /** One property per resource of the Swagger description, `channels`, `bridges` … with one function per operation. */
  export type Client = Readonly<Record<string, unknown>>;
  export function connect(url: string, username: string, password: string): PromiseLike<Client>;
  export type { Operation };
}
