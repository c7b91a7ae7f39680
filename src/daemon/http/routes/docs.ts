/** The page that shows the API in a browser, without anything from elsewhere. */
import { readFile } from 'node:fs/promises';
import type { Api } from '../route.ts';

const files = {
  '/docs': { file: 'index.html', type: 'text/html; charset=utf-8' },
  '/docs/page.js': { file: 'page.js', type: 'text/javascript; charset=utf-8' },
  '/docs/style.css': { file: 'style.css', type: 'text/css; charset=utf-8' },
} as const;

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; frame-ancestors 'none'";

export async function docsRoutes(app: Api): Promise<void> {
  for (const [path, { file, type }] of Object.entries(files)) {
    const content = await readFile(new URL(`../page/${file}`, import.meta.url), 'utf8');
    app.get(path, { config: { access: 'open' }, schema: { hide: true } }, (_request, reply) =>
      reply.type(type).header('content-security-policy', policy).header('cache-control', 'no-cache').send(content),
    );
  }
}
