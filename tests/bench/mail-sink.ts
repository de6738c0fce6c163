// A mail server that takes every e-mail and keeps none: prints its port, and a dot for each e-mail. A process of its own.

import net, { type AddressInfo, type Socket } from "node:net";

const END = "\r\n.\r\n";

function serve(socket: Socket) {
  let given = "";
  let isText = false;
  const say = (line: string) => socket.write(`${line}\r\n`);
  socket.setEncoding("latin1");
  socket.on("error", () => {});
  socket.on("data", (chunk) => {
    given += chunk;
    for (;;) {
      const end = given.indexOf(isText ? END : "\r\n");
      if (end < 0) return;
      const line = given.slice(0, end);
      given = given.slice(end + (isText ? END.length : 2));
      if (isText) {
        isText = false;
        process.stdout.write(".");
        say("250 Taken");
      } else if (/^DATA/i.test(line)) {
        isText = true;
        say("354 Go on");
      } else if (/^QUIT/i.test(line)) {
        say("221 Bye");
        socket.end();
      } else say("250 Yes");
    }
  });
  say("220 sink ESMTP");
}

const server = net.createServer(serve).listen(0, "127.0.0.1", () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
