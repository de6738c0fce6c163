// The reference server: node:http sends the same bytes and headers from memory. Longtable's rate is measured
// against it, because the absolute figures depend on the machine.

import { readFileSync } from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";

const [answerFile = ""] = process.argv.slice(2);
const { headers, body } = JSON.parse(readFileSync(answerFile, "utf8"));
const bytes = Buffer.from(body, "base64");

const server = http.createServer((_, response) => {
  response.writeHead(200, headers);
  response.end(bytes);
});
server.listen(0, "127.0.0.1", () => console.log((server.address() as AddressInfo).port));
process.once("SIGTERM", () => process.exit());
