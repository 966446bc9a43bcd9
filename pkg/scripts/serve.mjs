/**
 * Serves a folder on this machine, to nobody else: `node pkg/scripts/serve.mjs www/dist [port]`.
 * Without a port it takes the first free one from 4173 up. The page tests use `serve` too.
 */

import { once } from 'node:events';
import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';

/**
 * @param {string} folder
 * @param {number} port the port to listen on; 0 for any free one
 */
export async function serve(folder, port) {
  // `dev`: each request reads the disk, so a rebuilt page needs only a reload.
  const files = sirv(resolve(folder), { dev: true, etag: true });
  const server = createServer((request, response) =>
    files(request, response, () => {
      response.writeHead(404).end('Not found');
    }),
  );
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/**
 * @param {string} folder
 * @param {number} port
 * @returns {ReturnType<typeof serve>}
 */
async function serveFrom(folder, port) {
  try {
    return await serve(folder, port);
  } catch (error) {
    const taken = /** @type {NodeJS.ErrnoException} */ (error).code === 'EADDRINUSE';
    if (taken && port < 4273) {
      return serveFrom(folder, port + 1);
    }
    throw error;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder = '.', port] = process.argv.slice(2);
  try {
    const { origin } = await (port ? serve(folder, Number(port)) : serveFrom(folder, 4173));
    console.log(`Open ${origin}/ in a browser; Ctrl-C ends it.`);
  } catch (error) {
    console.error(`The pages cannot be served: ${/** @type {Error} */ (error).message}.`);
    process.exitCode = 1;
  }
}
