// A process of its own that floods a server of this machine: what it takes to send so much isn't taken from who measures.
// Bounded in time, in number and in pace; says at the end how many forms were answered with what.
//
//   node flooder.js PORT FLOOD SECONDS SLUG SECRET

import http from "node:http";
import os from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { type Flood, formsOf, type HostileForm } from "./flood-bodies";

/** More than may wait of one network. */
const AT_ONCE = 40;
const MAX_FORMS = 20_000;
/** Where each is refused at once, they would otherwise come as fast as a processor makes them. */
const PAUSE_MS = 50;
const LIMIT_MS = 30_000;
/** The proxy's word for whom it speaks for: all come from one network, and from another than the visitors who are measured. */
const NETWORK = "192.0.2.1";

// A network brings a flood for nothing: here it takes what the server and who measures leave of the processors.
os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);

const [port = "", flood = "", seconds = "", slug = "", secret = ""] = process.argv.slice(2);
const address = `http://127.0.0.1:${Number(port)}`;
const forms = formsOf(flood as Flood, { slug, secret });
const answers: Record<string, number> = {};
const deadline = performance.now() + Number(seconds) * 1000;
let count = 0;

async function sendOneAfterTheOther() {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  while (performance.now() < deadline && count < MAX_FORMS) {
    const number = count++;
    const status = await send(forms[number % forms.length] as HostileForm, number, agent);
    answers[status] = (answers[status] ?? 0) + 1;
    await pause(PAUSE_MS);
  }
  agent.destroy();
}

/** Gives the status of the answer, or "cut" where the connection was closed before one came. */
function send({ path, body }: HostileForm, number: number, agent: http.Agent): Promise<string> {
  const bytes = Buffer.from(`${body}${number}`);
  return new Promise((resolve) => {
    const request = http.request(address + path, {
      ...{ method: "POST", agent, timeout: LIMIT_MS },
      headers: {
        ...{ Origin: address, "X-Forwarded-For": NETWORK, "Content-Length": bytes.length },
        "Content-Type": "application/x-www-form-urlencoded",
      },
    });
    request.on("timeout", () => request.destroy());
    request.on("error", () => resolve("cut"));
    request.on("response", (response) => {
      response.resume();
      response.once("close", () => resolve(String(response.statusCode)));
    });
    request.end(bytes);
  });
}

await Promise.all(Array.from({ length: AT_ONCE }, sendOneAfterTheOther));
console.log(JSON.stringify(answers));
