// One load: so many connections asking for one address again and again, for so long.

import autocannon from "autocannon";
import { HEADERS } from "./get";
import { type Spread, spreadOf } from "./spread";

export interface Load extends Spread {
  perSecond: number;
  /** Milliseconds of processor time that the server spent on a request, all its threads together. */
  cpuMs: number;
}

interface Measured {
  /** Processor seconds that the server has used so far. */
  cpuSeconds(): number;
}

/** Throws where anything but 200 came back: a benchmark of errors is none. */
export async function load(
  server: Measured,
  url: string,
  { connections, seconds, cookie }: { connections: number; seconds: number; cookie?: string },
): Promise<Load> {
  const times: number[] = [];
  const cpuBefore = server.cpuSeconds();
  const run = autocannon({
    ...{ url, connections, duration: seconds, headers: { ...HEADERS, ...(cookie && { Cookie: cookie }) } },
    // Otherwise each body is made a string of, and the load generator is what is measured.
    setupClient(client) {
      client.pipelinedRequests.addBody = () => {};
    },
  });
  run.on("response", (_client, _status, _bytes, milliseconds: number) => times.push(milliseconds));
  const result = await run;
  if (result.errors + result.timeouts + result.non2xx > 0)
    throw new Error(`${url}: ${result.errors} errors, ${result.non2xx} answers other than 200`);
  const cpuMs = ((server.cpuSeconds() - cpuBefore) * 1000) / times.length;
  return { ...spreadOf(times), perSecond: result["2xx"] / result.duration, cpuMs };
}

/** Several loads of the same kind as one. */
export function average(loads: Load[]): Load {
  const mean = (read: (load: Load) => number) =>
    loads.reduce((sum, load) => sum + read(load), 0) / loads.length;
  return {
    perSecond: mean((load) => load.perSecond),
    cpuMs: mean((load) => load.cpuMs),
    mean: mean((load) => load.mean),
    p50: mean((load) => load.p50),
    p99: mean((load) => load.p99),
  };
}
