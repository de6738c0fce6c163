import { useFrame } from "./site-frame";

/** Whether the site can send e-mail. Without a mail server, e-mails are saved to files that only the
 *  administrator can read. */
export const useSendsMail = (): boolean => useFrame()?.sendsMail ?? true;
