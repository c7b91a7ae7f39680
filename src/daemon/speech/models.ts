/** Where the models are and whether they are sound: checked before a worker loads them, since a damaged one may end its process. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '../../core/config/schema.ts';
import { MinibotError } from '../../core/errors.ts';
import type { EngineName } from '../../core/speech/engine.ts';
import { knownModelFiles } from './checksums.ts';
import { ggmlDamage } from './ggml-file.ts';
import { frenchFileNames, onnxFileNames } from './onnx/files.ts';

/** `models/` of this package: three levels up from `src/daemon/speech` as from `dist/daemon/speech`. */
export const shippedModels = fileURLToPath(new URL('../../../models/', import.meta.url));

type ModelConfig = Pick<Config['speech'], 'engine' | 'onnxDir' | 'ggmlModel' | 'ggmlSha256'>;

export interface ModelPaths {
  readonly onnxDir: string;
  readonly ggmlModel: string;
}

export function modelPaths(config: ModelConfig): ModelPaths {
  return {
    onnxDir: config.onnxDir ?? join(shippedModels, 'whisper-base-fr-tel-onnx'),
    ggmlModel: config.ggmlModel ?? join(shippedModels, 'ggml-base-fr-tel-q8_0.bin'),
  };
}

/** @throws MinibotError MB_SPEECH_MODEL naming the first file that is missing, cut short or altered */
export async function verifyModel(engine: EngineName, config: ModelConfig): Promise<void> {
  const { onnxDir, ggmlModel } = modelPaths(config);
  switch (engine) {
    case 'onnx': {
      // A folder of one's own holds other weights under the same names; only the shipped ones have known sums.
      for (const name of Object.values(onnxFileNames)) {
        if (config.onnxDir !== undefined && frenchFileNames.includes(name) && !existsSync(join(onnxDir, name)))
          continue;
        await verifyFile(
          join(onnxDir, name),
          config.onnxDir === undefined ? knownModelFiles.get(name)?.sha256 : undefined,
        );
      }
      return;
    }
    case 'whisper.cpp': {
      await verifyFile(ggmlModel, config.ggmlSha256 ?? knownModelFiles.get(basename(ggmlModel))?.sha256);
      const damage = await ggmlDamage(ggmlModel);
      if (damage !== undefined) throw unsound(ggmlModel, damage);
    }
  }
}

export interface EngineChoice {
  readonly engine: EngineName;
  /** In words for `doctor`. */
  readonly because: string;
}

/**
 * The engine that the configuration names; for `auto`, onnx where its files are sound, else whisper.cpp.
 * @throws MinibotError MB_SPEECH_MODEL when the chosen engine's files are not sound
 */
export async function chooseEngine(config: ModelConfig): Promise<EngineChoice> {
  if (config.engine !== 'auto') {
    await verifyModel(config.engine, config);
    return { engine: config.engine, because: 'named in the configuration' };
  }
  try {
    await verifyModel('onnx', config);
    return { engine: 'onnx', because: 'automatic: its files are sound' };
  } catch (error) {
    await verifyModel('whisper.cpp', config);
    return {
      engine: 'whisper.cpp',
      because: `automatic: onnx is not usable (${error instanceof Error ? error.message : String(error)})`,
    };
  }
}

async function verifyFile(file: string, sha256: string | undefined): Promise<void> {
  const found = await stat(file).catch((error: unknown) => {
    throw unsound(file, 'does not exist or cannot be read', error);
  });
  if (!found.isFile()) throw unsound(file, 'is not a file');
  if (found.size === 0) throw unsound(file, 'is empty');
  const known = knownModelFiles.get(basename(file));
  if (known !== undefined && known.sha256 === sha256 && found.size !== known.bytes) {
    const problem = found.size < known.bytes ? 'is cut short' : 'is too long';
    throw unsound(file, `${problem}: ${found.size} bytes instead of ${known.bytes}`);
  }
  if (sha256 !== undefined && (await sha256Of(file)) !== sha256) {
    throw unsound(file, 'is damaged: its SHA-256 is not the one it should have');
  }
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk);
  return hash.digest('hex');
}

function unsound(file: string, problem: string, cause?: unknown): MinibotError {
  return new MinibotError('MB_SPEECH_MODEL', `The speech model ${file} ${problem}.`, {
    cause,
    hint: 'Restore it (`git checkout models` in a clone, or copy it again), or name another in speech.onnxDir or speech.ggmlModel.',
    exit: 'configuration',
  });
}
