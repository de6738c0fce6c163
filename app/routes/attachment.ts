/** An action's answer that is a file instead of a page; entry.server.tsx sends it. */
export class Attachment {
  readonly #bytes: Buffer<ArrayBuffer>;
  readonly #name: string;

  constructor(bytes: Buffer, name: string) {
    this.#bytes = bytes as Buffer<ArrayBuffer>;
    this.#name = name;
  }

  get response(): Response {
    return new Response(this.#bytes, {
      headers: {
        "Content-Type": "application/zip",
        "Content-Disposition": `attachment; filename="${this.#name}"`,
      },
    });
  }
}
