/** Copies what is not TypeScript beside the compiled files. */
import { cpSync } from 'node:fs';

cpSync('src/store/migrations', 'dist/store/migrations', { recursive: true });
cpSync('src/daemon/http/page', 'dist/daemon/http/page', { recursive: true });
