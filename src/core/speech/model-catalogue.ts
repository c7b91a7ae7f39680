/** Whisper models in ggml's format that can be pulled: OpenAI's weights (MIT) as whisper.cpp's project converts and publishes them. */

export interface CatalogueModel {
  readonly name: 'tiny' | 'base' | 'small' | 'medium' | 'large-v3-turbo';
  readonly file: string;
  /** About, MB. */
  readonly sizeMb: number;
  /** SHA-1 of the published file: whisper.cpp's models/README.md. */
  readonly sha1: string;
  readonly licence: 'MIT';
}

export const catalogue: readonly CatalogueModel[] = [
  { name: 'tiny', file: 'ggml-tiny.bin', sizeMb: 75, sha1: 'bd577a113a864445d4c299885e0cb97d4ba92b5f', licence: 'MIT' },
  {
    name: 'base',
    file: 'ggml-base.bin',
    sizeMb: 142,
    sha1: '465707469ff3a37a2b9b8d8f89f2f99de7299dac',
    licence: 'MIT',
  },
  {
    name: 'small',
    file: 'ggml-small.bin',
    sizeMb: 466,
    sha1: '55356645c2b361a969dfd0ef2c5a50d530afd8d5',
    licence: 'MIT',
  },
  {
    name: 'medium',
    file: 'ggml-medium.bin',
    sizeMb: 1_500,
    sha1: 'fd9727b6e1217c2f614f9b698455c4ffd82463b4',
    licence: 'MIT',
  },
  {
    name: 'large-v3-turbo',
    file: 'ggml-large-v3-turbo.bin',
    sizeMb: 1_500,
    sha1: '4af2b29d7ec73d781377bfd1758ca957a807e941',
    licence: 'MIT',
  },
];
