import { once } from "node:events";
import http from "node:http";
import { connect, type Socket } from "node:net";
import { expect, onTestFinished, test, vi } from "vitest";
import { ConfigError } from "~/platform/config/config";
import { listen, stopListening } from "~/platform/http/listen.server";

async function open(answer: http.RequestListener = (_, res) => res.end("answered")) {
  const server = http.createServer(answer);
  onTestFinished(() => server.closeAllConnections());
  const port = await listen(server, 0, "127.0.0.1");
  const visit = async (): Promise<Socket> => {
    const socket = connect(port, "127.0.0.1");
    onTestFinished(() => void socket.destroy());
    await once(socket, "connect");
    return socket;
  };
  return { server, port, visit };
}

test("names PORT in the error if the port is in use", async () => {
  const { port } = await open();
  await expect(listen(http.createServer(), port, "127.0.0.1")).rejects.toThrow(
    new ConfigError(
      `PORT ${port} is already in use by another program. Stop that program, or set PORT to another number.`,
    ),
  );
});

test("names HOST in the error if the address isn't this machine's", async () => {
  await expect(listen(http.createServer(), 0, "192.0.2.1")).rejects.toThrow(
    new ConfigError("HOST 192.0.2.1 is not an address of this machine."),
  );
});

const LONG_MS = 60_000;

test("answers a running request before it stops", async () => {
  let answer: http.ServerResponse | undefined;
  const { server, visit } = await open((_, res) => {
    answer = res;
  });
  // Much longer than the test: stopping must not wait for it.
  server.keepAliveTimeout = LONG_MS;
  const visitor = await visit();
  visitor.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  await vi.waitFor(() => expect(answer).toBeDefined(), { timeout: 20_000 });
  const stopped = stopListening(server, LONG_MS);
  answer?.end("answered");
  expect(String((await once(visitor, "data"))[0])).toContain("answered");
  await stopped;
});

test("does not wait for an idle keep-alive connection", async () => {
  const { server, visit } = await open();
  const visitor = await visit();
  visitor.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  await once(visitor, "data");
  await stopListening(server, LONG_MS);
});

test.each([
  ["nothing", ""],
  ["half of a request", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf"],
])("does not wait for a client that sends %s", async (_what, bytes) => {
  const { server, visit } = await open(() => {});
  (await visit()).write(bytes);
  // Once a second client is accepted, the server has seen the first.
  await visit();
  await stopListening(server, 50);
});
