// Floods a local server from a process of its own, so that sending takes no time from the measuring process.
// The flood is bounded in time, number and rate. Prints the number of responses by status.
//
//   node flooder.js PORT FLOOD SECONDS SLUG SECRET

import http from "node:http";
import os from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { type Flood, formsOf, type HostileForm } from "./flood-bodies";

/** More than the maximum of waiting texts per network. */
const AT_ONCE = 40;
const MAX_FORMS = 20_000;
/** Limits the rate when each form is refused at once. */
const PAUSE_MS = 50;
const LIMIT_MS = 30_000;
/** The X-Forwarded-For of all forms: one network, another than the measured visitors'. */
const NETWORK = "192.0.2.1";

// A real flood takes none of the server's processor time to send, so this process yields to the others.
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

/** Returns the response's status, or "cut" if the connection closed before one. */
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
