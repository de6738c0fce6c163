import { access } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
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
  return async (req: IncomingMessage, res: ServerResponse) => {
    const refuse = () => {
      res.writeHead(404, { ...security, "Content-Type": "text/plain; charset=utf-8" });
      res.end("File not found.\n");
    };
    // sirv knows the files that were there when it started, and would promise one that a newer build took away.
    if (!(await isThere(folder, req.url ?? ""))) return refuse();
    // sirv ignores "br;q=0" and some forms of Range. Ranges are not needed: the files are small.
    req.headers["accept-encoding"] = chooseEncoding(req.headers["accept-encoding"], Number.POSITIVE_INFINITY);
    delete req.headers.range;
    // A file may disappear at this moment; that must not end the process.
    res.once("pipe", (file) => file.once("error", () => res.destroy()));
    serve(req, res, refuse);
  };
}

/** Whether a file is where an address says. sirv refuses what is there and isn't one of the built files. */
async function isThere(folder: string, address: string): Promise<boolean> {
  const [named = ""] = address.split("?", 1);
  try {
    await access(path.join(folder, decodeURI(named)));
    return true;
  } catch {
    return false;
  }
}
