/** The configuration in force, value by value, with where each came from; secrets are masked. */
import type { LoadedConfig } from './load-config.ts';

export interface ConfigValue {
  /** `dialing.concurrency`, `trunks.0.name` */
  readonly path: string;
  readonly value: unknown;
  /** A file, a variable, `flag` or `default`. */
  readonly origin: string;
}

const mask = '********';
const secretKey = /(password|secret|token)$/i;

export function configValues({ config, origins }: Pick<LoadedConfig, 'config' | 'origins'>): ConfigValue[] {
  return leavesOf(config, []).map(([path, value]) => {
    const dotted = path.join('.');
    return { path: dotted, value: masked(path.at(-1) ?? '', value), origin: originOf(dotted, origins) };
  });
}

/** A list is one value of the file. */
function originOf(path: string, origins: ReadonlyMap<string, string>): string {
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
    const origin = origins.get(at);
    if (origin !== undefined) return origin;
  }
  return 'default';
}

function leavesOf(value: unknown, path: readonly string[]): [readonly string[], unknown][] {
  if (typeof value !== 'object' || value === null) return value === undefined ? [] : [[path, value]];
  const entries = Object.entries(value);
  if (entries.length === 0) return [[path, value]];
  return entries.flatMap(([key, child]) => leavesOf(child, [...path, key]));
}

function masked(key: string, value: unknown): unknown {
  if (typeof value !== 'string' || value === '') return value;
  if (secretKey.test(key)) return mask;
  return key === 'url' ? withoutPassword(value) : value;
}

function withoutPassword(url: string): string {
  try {
    const address = new URL(url);
    if (address.password !== '') address.password = mask;
    for (const name of address.searchParams.keys()) {
      if (secretKey.test(name)) address.searchParams.set(name, mask);
    }
    return address.href;
  } catch {
    // What cannot be read as an address may hold a password anywhere.
    return mask;
  }
}
