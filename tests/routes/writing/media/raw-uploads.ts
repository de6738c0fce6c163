// Uploads as no browser sends them: slowly, endlessly, or with a length that isn't theirs.

import { type ClientRequest, request } from "node:http";
import type { TestMember } from "../../../factories/people";
import type { TestSite } from "../../../factories/site";

const BOUNDARY = "----a-boundary";

export interface RawUpload {
  sending: ClientRequest;
  /** What the server says, which may come before the body has. */
  answer: Promise<{ status: number; text: string }>;
}

/** Begins a form with a file, whose first bytes may follow. Without a declared length its body comes in chunks. */
export function beginUpload(site: TestSite, member: TestMember, declaredBytes?: number): RawUpload {
  const sending = request(`${site.address}/write/media`, {
    method: "POST",
    headers: {
      Origin: site.address,
      Cookie: member.cookie,
      "Content-Type": `multipart/form-data; boundary=${BOUNDARY}`,
      ...(declaredBytes !== undefined && { "Content-Length": declaredBytes }),
    },
  });
  const answer = new Promise<{ status: number; text: string }>((resolve, reject) => {
    sending.on("error", reject);
    sending.on("response", (res) => {
      let text = "";
      res.setEncoding("utf8");
      res.on("data", (part) => {
        text += part;
      });
      res.on("end", () => resolve({ status: res.statusCode ?? 0, text }));
      res.on("error", reject);
    });
  });
  answer.catch(() => {});
  return { sending, answer };
}

/** The form's beginning up to the file's first byte, and its end. */
export const formAround = (member: TestMember, name = "reading-room.jpg") => ({
  before: `--${BOUNDARY}\r\nContent-Disposition: form-data; name="as"\r\n\r\n${member.id}\r\n--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n`,
  after: `\r\n--${BOUNDARY}--\r\n`,
});
