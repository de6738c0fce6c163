import type { IncomingMessage, ServerResponse } from "node:http";
import sirv from "sirv";
import { chooseEncoding } from "./encoding.server";

/** Serves built files. Their names contain a hash of their content, so they can be cached for ever. */
export function serveAssets(folder: string, security: Record<string, string>) {
  const serve = sirv(folder, {
    brotli: true,
    gzip: true,
    setHeaders(res) {
      for (const [name, value] of Object.entries(security)) res.setHeader(name, value);
      res.setHeader("Cache-Control", "public, max-age=31536000, immutable");
    },
  });
  return (req: IncomingMessage, res: ServerResponse) => {
    // sirv ignores "br;q=0" and some forms of Range. Ranges are not needed: the files are small.
    req.headers["accept-encoding"] = chooseEncoding(req.headers["accept-encoding"], Number.POSITIVE_INFINITY);
    delete req.headers.range;
    // A file may disappear while a newer version is being built; that must not end the process.
    res.once("pipe", (file) => file.once("error", () => res.destroy()));
    serve(req, res, () => {
      res.writeHead(404, { ...security, "Content-Type": "text/plain; charset=utf-8" });
      res.end("File not found.\n");
    });
  };
}
