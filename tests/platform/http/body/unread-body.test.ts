// A client that sends its whole body before it reads still gets the answer to a refused form.

import { once } from "node:events";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { MAX_FORM_BYTES } from "~/platform/http/request/route-rules";
import { request } from "../raw-http";
import { openHttpServer } from "../served-page";

const MB = 1024 * 1024;

/** Returns the status line. Rejects if the connection is reset before it. */
async function sendAllThenListen(address: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  socket.pause();
  await once(socket, "connect");
  await new Promise<void>((resolve, reject) =>
    socket.on("error", reject).write(bytes, (error) => (error ? reject(error) : resolve())),
  );
  const answered = once(socket, "data");
  socket.resume();
  const [answer] = await answered;
  socket.destroy();
  return String(answer).split("\r\n", 1)[0] ?? "";
}

const post = (bytes: number, headers: Record<string, string> = {}) =>
  request("POST /", { "Content-Length": String(bytes), ...headers }, "a".repeat(bytes));

test("answers 413 to a body that is too large", async () => {
  const served = await openHttpServer();
  expect(await sendAllThenListen(served.address, post(2 * MB))).toContain("413");
});

test("answers 403 to a body from another site", async () => {
  const served = await openHttpServer();
  const bytes = post(MB, { Origin: "https://evil.example" });
  expect(await sendAllThenListen(served.address, bytes)).toContain("403");
});

test("answers 405 to a body for a page without a form", async () => {
  const served = await openHttpServer(async () => new Response("No.", { status: 405 }));
  expect(await sendAllThenListen(served.address, post(MAX_FORM_BYTES))).toContain("405");
});

test("answers 500 if the page fails", async () => {
  const served = await openHttpServer(async () => {
    throw new Error("broken");
  });
  expect(await sendAllThenListen(served.address, post(MAX_FORM_BYTES))).toContain("500");
});

test("resets a connection with an endless body", async () => {
  const served = await openHttpServer();
  await expect(sendAllThenListen(served.address, post(32 * MB))).rejects.toThrow();
});
