/** Run as a process of its own: starts the embedded server that its argument describes and prints what came of it. */
import { EmbeddedServer, type EmbeddedServerOptions } from '../../src/store/embedded/server.ts';
import { silentLog } from './silent-log.ts';

const options = JSON.parse(process.argv[2] ?? '') as EmbeddedServerOptions;
const started = await new EmbeddedServer(options, silentLog).start();
process.stdout.write(JSON.stringify(started));
