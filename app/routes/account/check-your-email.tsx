import { useSendsMail } from "../sends-mail";

/** Shown after a link was requested. It is the same whether the address is known and whether an e-mail was
 *  sent now or recently. */
export const CheckYourEmail = ({ address, again }: { address: string; again: string }) =>
  useSendsMail() ? (
    <div className="notice" role="status">
      <h1>Check your e-mail</h1>
      <p>
        We’ve sent a link to <strong>{address}</strong>. Open it to continue.
      </p>
      <p>
        If you asked for it before, within the last hour, we haven’t sent another one: the link in the earlier
        e-mail still works.
      </p>
      <p>
        Nothing there after a few minutes? Look in your spam folder, or <a href={again}>check the address</a>.
      </p>
    </div>
  ) : (
    <div className="notice" role="status">
      <h1>Ask the administrator for your link</h1>
      <p>
        This site can’t send e-mail yet, so nothing will arrive at <strong>{address}</strong>. Your link is
        ready: ask the administrator of this site to pass it on to you.
      </p>
      <p>
        Is the address wrong? <a href={again}>Change it</a>.
      </p>
    </div>
  );
