// The part of autocannon's API that the benchmark uses; the package has no types.

declare module "autocannon" {
  import type { EventEmitter } from "node:events";

  interface Options {
    url: string;
    connections: number;
    duration: number;
    headers?: Record<string, string>;
    /** Called for each connection before its first request. */
    setupClient?(client: Client): void;
  }

  interface Client {
    pipelinedRequests: { addBody(chunk: Buffer): void };
  }

  interface Result {
    /** Seconds. */
    duration: number;
    errors: number;
    timeouts: number;
    non2xx: number;
    "2xx": number;
  }

  export default function autocannon(options: Options): EventEmitter & PromiseLike<Result>;
}
