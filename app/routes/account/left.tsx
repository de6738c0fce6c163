import type { MetaFunction } from "@remix-run/node";
import { useSendsMail } from "../sends-mail";
import { passingHead } from "../titles";

export const meta: MetaFunction = (args) => passingHead(args, "You have left");

/** Where somebody is led who has left. It knows nothing of them any more. */
export default function Left() {
  return (
    <div className="notice" role="status">
      <h1>You have left</h1>
      <p>
        Your account is closed{useSendsMail() ? ", and a last letter is on its way" : ""}. If you wrote very
        much that is to be removed, it may take some minutes until all of it is gone; your name is gone
        already.
      </p>
      <p>
        You may go on reading, and reply as a guest. <a href="/">To the latest posts</a>
      </p>
    </div>
  );
}
