declare module '@echogarden/fvad-wasm' {
  interface Fvad {
    readonly HEAP16: Int16Array;
    _malloc(bytes: number): number;
    _free(address: number): void;
    _fvad_new(): number;
    _fvad_free(handle: number): void;
    _fvad_set_mode(handle: number, mode: number): number;
    _fvad_set_sample_rate(handle: number, sampleRateHz: number): number;
    /** 1 voice, 0 none, −1 refused. */
    _fvad_process(handle: number, address: number, samples: number): number;
  }
  export default function loadFvad(): Promise<Fvad>;
}
