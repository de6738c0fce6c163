// Uploads photographs to a local server from a process of its own, so that sending takes no time from the measuring process. Prints the
// milliseconds until each was ready.
//
//   node uploader.js ADDRESS TIME FILE…, and COOKIE PERSON for each file on standard input, a line each
//
// It sends at TIME, in milliseconds since 1970, when it has started and read the files.

import { readFileSync } from "node:fs";
import http from "node:http";
import os from "node:os";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";

// Real senders take none of the server's processor time.
os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);

const BOUNDARY = "a-photograph-of-the-benchmark";
const [address = "", time = "", ...files] = process.argv.slice(2);
const people = (await text(process.stdin)).trim().split("\n");

interface Sending {
  body: Buffer;
  cookie: string;
}

function prepare(file: string, [cookie = "", personId = ""]: string[]): Sending {
  const part = (head: string) => `--${BOUNDARY}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`;
  const body = Buffer.concat([
    Buffer.from(`${part('name="as"')}${personId}\r\n${part('name="file"; filename="photograph.jpg"')}`),
    readFileSync(file),
    Buffer.from(`\r\n--${BOUNDARY}--\r\n`),
  ]);
  return { body, cookie };
}

function send({ body, cookie }: Sending): Promise<number> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const request = http.request(`${address}/write/media`, {
      method: "POST",
      headers: {
        ...{ Origin: address, Cookie: cookie, "Content-Length": body.length },
        "Content-Type": `multipart/form-data; boundary=${BOUNDARY}`,
      },
    });
    request.once("error", reject);
    request.once("response", async (response) => {
      const answer = await text(response);
      if (response.statusCode === 200) resolve(performance.now() - began);
      else reject(new Error(`An upload gave ${response.statusCode}: ${answer}`));
    });
    request.end(body);
  });
}

const prepared = files.map((file, index) => prepare(file, people[index]?.split(" ") ?? []));
await pause(Number(time) - Date.now());
const times = await Promise.all(prepared.map(send));
console.log(JSON.stringify(times));
